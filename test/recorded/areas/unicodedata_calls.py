"""Properties of characters from everywhere, and texts in the normal forms."""
import random
import unicodedata

CHARACTER = ["bidirectional", "category", "combining", "decomposition", "east_asian_width", "mirrored"]
WITH_DEFAULT = ["decimal", "digit", "name", "numeric"]
FORMS = ["NFC", "NFD", "NFKC", "NFKD"]
TEXTS = ["", "abc", "\u00e9", "e\u0301", "\ufb01", "\u212b", "\uac01", "\u1100\u1161\u11a8", "a\u0323\u0307", "\u1e9b\u0323", "\U0001f600\u00bd"]


def calls():
    random.seed(14)
    codes = sorted(random.sample(range(0x3400), 180) + random.sample(range(0x20000), 100) + random.sample(range(0x110000), 20))
    for code in codes:
        if 0xD800 <= code < 0xE000:
            continue
        for name in CHARACTER:
            yield name, getattr(unicodedata, name), (chr(code),)
        for name in WITH_DEFAULT:
            yield name, getattr(unicodedata, name), (chr(code), None)
    for name in CHARACTER + WITH_DEFAULT:
        for wrong in ("", "ab", 5):
            yield name, getattr(unicodedata, name), (wrong,)
        yield name, getattr(unicodedata, name), ("\n",)
    for name in ["BLACK HEART SUIT", "black heart suit", "LINE FEED", "no such", "CJK UNIFIED IDEOGRAPH-4E00", "HANGUL SYLLABLE GAG"]:
        yield "lookup", unicodedata.lookup, (name,)
    for form in FORMS + ["X"]:
        for text in TEXTS:
            yield "normalize", unicodedata.normalize, (form, text)
            yield "is_normalized", unicodedata.is_normalized, (form, text)
