import itertools

TEXTS = ["", "abc", "é", "aéé€b", "€", "😀", "a\ud800b", "\udc80x", "漢字", "Ÿ\x81", "\x80"]
ENCODINGS = ["utf-8", "UTF8", "U8", "utf_8_sig", "ascii", "US-ASCII", "latin-1", "ISO-8859-1", "utf-16", "utf-16-le", "UTF-16BE", "utf-32", "utf-32-be", "cp1252", "windows-1251", "iso-8859-15", "koi8-r", "foo"]
# the others wrap an unknown handler's error in one of their own
PLAIN = ("utf-8", "ascii", "latin-1")
ERRORS = ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass", "nope"]
DATA = [b"", b"abc", b"\xff", b"a\xe2\x82", b"\xc3(", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xf0\x9f\x98", b"\xf0\x80\x80\x80", b"\xc0\xaf", b"\xe0\x80\x80", b"\xf5\x80", b"a\x80\x81b", b"\xf4\x90\x80\x80", b"\xe2\x28\xa1", b"\xef\xbb\xbfa",
        b"a\x00b\x00", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"\x00\xd8", b"\x00\xd8a\x00", b"\x00\xdca\x00", b"a\x00b", b"a\x00\x00\x00", b"\x00\x00\x11\x00", b"\x81\x98\xa4"]


def calls():
    for text, encoding, errors in itertools.product(TEXTS, ENCODINGS, ERRORS):
        if errors != "nope" or encoding in PLAIN:
            yield "encode", str.encode, [text, encoding, errors]
    for data, encoding, errors in itertools.product(DATA, ENCODINGS, ERRORS):
        if errors != "xmlcharrefreplace" and (errors != "nope" or encoding in PLAIN):
            yield "decode", bytes.decode, [data, encoding, errors]
    yield "encode", str.encode, ["é"]
    yield "decode", bytes.decode, [b"\xc3\xa9"]
