"""Calls on a folder of their own: each starts from an empty one, with relative paths."""
import os
import tempfile

PATHS = ["", "/", "//", "///a", "a", "a/b", "/a/b", "a/b/", "a//b", "./a", "../a", "a/../b", "a/./b", "/..", "/a/../../b", ".bashrc", "a.tar.gz", "a.", ".a.b", "..a", "a.b/c", "dir.x/.y", "~", "~/x", "$HOME/x", "${HOME}x", "$NOPE", "a b/é", "a/b/..", "....", "/a/b.c/"]
PLAIN = ["normcase", "isabs", "split", "splitext", "splitdrive", "basename", "dirname", "normpath", "expanduser", "expandvars"]


def calls():
    os.environ["HOME"] = "/home/me"
    for path in PATHS:
        for name in PLAIN:
            yield name, getattr(os.path, name), [path]
        for other in ("", "x", "/x", "../x", "x/"):
            yield "join", os.path.join, [path, other]
        yield "join", os.path.join, [path, "b", "", "c"]
        yield "relpath", os.path.relpath, [path or ".", "/a/x" if path.startswith("/") else "a/x"]
    for paths in (["/a/b", "/a/c"], ["a/b", "a/bc"], ["/a", "b"], [], ["a"], ["/a/b/c", "/a/b"], ["/", "/a"], ["a/./b", "a/b/c"]):
        yield "commonpath", os.path.commonpath, [paths]
        yield "commonprefix", os.path.commonprefix, [paths]
    for name, args in [("join", ["a", 1]), ("join", [1, "a"]), ("basename", [1]), ("exists", [None]), ("exists", [1.5]), ("isfile", [[]]), ("split", [None]), ("relpath", [""]), ("exists", ["a\0b"]), ("isdir", [""])]:
        yield name, getattr(os.path, name), args
    for script in SCRIPTS:
        yield "script", run, [script]


# each step: name of a function and its arguments; the answers are those of every step
SCRIPTS = [
    [["makedirs", "a/b/c"], ["listdir", "."], ["listdir", "a/b"], ["isdir", "a"], ["isfile", "a"], ["exists", "a/b/c"], ["exists", "x"], ["rmdir", "a"], ["rmdir", "a/b/c"], ["removedirs", "a/b"], ["listdir", "."]],
    [["write", "f", "hello"], ["getsize", "f"], ["isfile", "f"], ["isdir", "f"], ["rename", "f", "g"], ["listdir", "."], ["rename", "f", "h"], ["remove", "g"], ["remove", "g"], ["getsize", "g"]],
    [["mkdir", "d"], ["mkdir", "d"], ["mkdir", "x/y"], ["makedirs", "d"], ["makedirs", "d", 511, True], ["write", "f", ""], ["makedirs", "f", 511, True], ["remove", "d"], ["unlink", "d"], ["rmdir", "f"], ["listdir", "f"], ["listdir", "x"], ["rmdir", "x"]],
    [["symlink", "target", "link"], ["islink", "link"], ["exists", "link"], ["lexists", "link"], ["readlink", "link"], ["symlink", "target", "link"], ["readlink", "x"], ["write", "target", "abc"], ["exists", "link"], ["getsize", "link"], ["readlink", "target"]],
    [["mkdir", "d"], ["chdir", "d"], ["write", "f", "x"], ["listdir", "."], ["chdir", ".."], ["listdir", "d"], ["chdir", "x"], ["chdir", "d/f"], ["getcwd"]],
    [["mkdir", "b"], ["mkdir", "b/c"], ["write", "b/f", ""], ["write", "b/c/g", ""], ["walk", "b"], ["walk", "b", False], ["walk", "x"], ["scan", "b"], ["renames", "b/c/g", "n/m/g"], ["walk", "n"], ["listdir", "b"]],
    [["write", "f", "12345"], ["truncate", "f", 2], ["getsize", "f"], ["truncate", "x", 2], ["access", "f", 4], ["access", "x", 0], ["utime", "f", [1000000000, 1234567890.5]], ["getmtime", "f"], ["getatime", "f"], ["utime", "x"], ["link", "f", "g"], ["samefile", "f", "g"], ["chmod", "x", 420]],
    [["descriptors", "f"], ["descriptors", "x/y"], ["stat_size", "f"], ["stat", "x"], ["lstat", "x"], ["fstat", 999], ["close", 999], ["read", 999, 1]],
]


def run(steps):
    home = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            return [answer(step, folder) for step in steps]
        finally:
            os.chdir(home)


def answer(step, folder):
    name, *args = step
    try:
        if name == "write":
            with open(args[0], "w") as file:
                file.write(args[1])
            return None
        if name == "walk":
            return [(top, sorted(folders), sorted(files)) for top, folders, files in sorted_walk(*args)]
        if name == "scan":
            return sorted((entry.name, entry.path, entry.is_dir(), entry.is_file()) for entry in os.scandir(*args))
        if name == "descriptors":
            fd = os.open(args[0], os.O_RDWR | os.O_CREAT)
            done = [os.write(fd, b"hello"), os.ftruncate(fd, 3), os.fstat(fd).st_size]
            os.close(fd)
            fd = os.open(args[0], os.O_RDONLY)
            done += [os.read(fd, 2), os.read(fd, 9), os.read(fd, 9), os.isatty(fd)]
            os.close(fd)
            return done
        if name == "stat_size":
            return os.stat(*args).st_size
        function = getattr(os, name, None) or getattr(os.path, name)
        result = function(*(tuple(arg) if isinstance(arg, list) else arg for arg in args))
        if isinstance(result, list):
            return sorted(result)
        return result.replace(os.path.realpath(folder), "HERE") if name == "getcwd" else result
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def sorted_walk(*args):
    if args[1:] == (False,):
        return list(os.walk(*args))
    found = []
    for top, folders, files in os.walk(*args):
        folders.sort()
        found.append((top, folders, files))
    return found
