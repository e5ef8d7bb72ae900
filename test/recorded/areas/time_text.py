"""Run with TZ=Europe/Berlin, see calls()."""
import os
import random
import time

DIRECTIVES = "a A b B c C d D e F g G h H I j k l m M n p P r R s S t T u U V w W x X y Y z Z %".split()
FORMATS = ["%Y-%m-%d %H:%M:%S", "%c", "%-d.%-m.%y", "%_d|%^a|%#a|%5Y|%05d|%Ey|%Od|%E|%", "%f %q %N %i", "100%", "%%Y", "", "äöü %d 😀", "%10A|%-H|%_H|%0e"]
PARSE = [
    ("2024-01-02", "%Y-%m-%d"), ("2024-01-02x", "%Y-%m-%d"), ("x", "%Y"), ("5", "%q"), ("5", "%"), ("Tue Mar  5 07:08:09 2024", "%c"), ("24 12 PM", "%y %I %p"), ("12 am", "%I %p"), ("2024 60", "%Y %j"),
    ("2024 10 3", "%Y %W %w"), ("2024 0 3", "%Y %U %w"), ("2024 10 3", "%Y %U %w"), ("2024 10 3", "%G %V %u"), ("2024 53 1", "%G %V %u"), ("0.5", "%S.%f"), ("+0100", "%z"), ("-01:30:15", "%z"), ("Z", "%z"), ("UTC", "%Z"),
    ("CEST", "%Z"), ("30 Feb", "%d %b"), ("29 2 2023", "%d %m %Y"), ("29 2", "%d %m"), ("march 5", "%B %d"), ("MAR 5", "%b %d"), ("Monday", "%A"), ("  5", "%d"), ("5  6", "%d %m"), ("12:30", "%H:%M"), ("25", "%H"),
    ("03/05/24", "%x"), ("07:08:09", "%X"), ("99", "%y"), ("68", "%y"), ("69", "%y"), ("2024 10", "%G %V"), ("2024", "%G"), ("10", "%V"), ("100%", "100%%"), ("a.b", "a.b"), ("axb", "a.b"), ("2024-1-2", "%Y-%m-%d"), ("60", "%S"),
    ("61", "%S"), ("62", "%S"), ("366", "%j"), ("2023 366", "%Y %j"), ("", "%d"), ("", ""), ("1 1 2024 mon", "%d %m %Y %a"),
]


def fields(seconds):
    return tuple(time.localtime(seconds))


def calls():
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    rng = random.Random(3)
    moments = [0, 1e9, 1.72e9, 1.5, -1, -1e9, 951782400, 1709164800.999, 4102444800, 1711846800, 1711846799, 1729990800, 1729994400, 253402300799] + [rng.uniform(0, 4e9) for _ in range(30)]
    for moment in moments:
        for name in ("localtime", "gmtime", "ctime"):
            yield name, getattr(time, name), [moment]
        yield "zone", lambda s: (time.localtime(s).tm_zone, time.localtime(s).tm_gmtoff), [moment]
        yield "mktime", time.mktime, [fields(moment)]
        for directive in DIRECTIVES:
            yield "strftime", time.strftime, ["%" + directive, fields(moment)]
    for text in FORMATS:
        yield "strftime", time.strftime, [text, fields(1709622489)]
    for moment in (1e20, -1e20, "a", float("nan"), None if False else []):
        yield "gmtime", time.gmtime, [moment]
    for text, pattern in PARSE:
        yield "strptime", time.strptime, [text, pattern]
    for changed in [(2024, 13), (2024, 0), (2024, 1, 32), (2024, 1, 0), (2024, 1, 1, 24), (2024, 1, 1, 0, 60), (2024, 1, 1, 0, 0, 62), (2024, 1, 1, 0, 0, 61), (2024, 1, 1, 0, 0, 0, 9), (2024, 1, 1, 0, 0, 0, 0, 400), (99,), (12345,), (-5,)]:
        time_tuple = changed + (2024, 1, 1, 0, 0, 0, 0, 1, 0)[len(changed):]
        yield "strftime", time.strftime, ["%Y %m %d %H %M %S %w %j", time_tuple]
        yield "asctime", time.asctime, [time_tuple]
    for time_tuple in [(1, 2), 5, [2024, 1, 1, 0, 0, 0, 0, 1, 0], (2024, 14, 40, 0, 0, 0, 0, 1, -1), (2024, 3, 31, 2, 30, 0, 0, 0, -1), (2024, -3, -31, 50, 90, -5, 0, 0, -1)]:
        yield "asctime", time.asctime, [time_tuple]
        yield "mktime", time.mktime, [time_tuple]
    for seconds in (-1, "a", None, float("nan"), -0.5):
        yield "sleep", time.sleep, [seconds]
