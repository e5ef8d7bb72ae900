/** Which calls change what they are given, by their names. */

/** Methods of the built-in types that change nothing. */
export const READERS = new Set(
  (
    "get keys values items index count copy join split rsplit splitlines strip lstrip rstrip upper lower title format " +
    "encode decode startswith endswith find replace isdigit isalpha issubset issuperset union intersection difference " +
    "most_common match search findall finditer fullmatch sub exists is_file is_dir resolve total_seconds isoformat strftime " +
    "info debug warning error critical exception log cpu_count elements"
  ).split(" "),
);
/** Functions of the library that change an argument. */
export const CHANGERS = new Set(
  "shuffle heappush heappop heapify heapreplace heappushpop insort insort_left insort_right setattr next setitem memmove".split(
    " ",
  ),
);
