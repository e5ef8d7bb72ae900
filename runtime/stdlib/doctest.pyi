DONT_ACCEPT_TRUE_FOR_1: SmallInt
DONT_ACCEPT_BLANKLINE: SmallInt
NORMALIZE_WHITESPACE: SmallInt
ELLIPSIS: SmallInt
SKIP: SmallInt
IGNORE_EXCEPTION_DETAIL: SmallInt
REPORT_ONLY_FIRST_FAILURE: SmallInt
FAIL_FAST: SmallInt

class TestResults:
    failed: SmallInt
    attempted: SmallInt
    def __getitem__(self, index: int) -> SmallInt: ...
    def __iter__(self) -> Iterator[SmallInt]: ...

@options("m")
def testmod(m: Any = None, name: str | None = None, globs: Any = None, verbose: Any = None, report: Any = True, optionflags: int = 0, extraglobs: Any = None) -> TestResults: ...
def run_docstring_examples(f: Any, globs: Any, verbose: Any = False, name: str = "NoName", compileflags: Any = None, optionflags: int = 0) -> None: ...
