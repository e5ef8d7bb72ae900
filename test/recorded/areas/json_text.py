"""dumps and loads of values and texts, drawn at random and chosen for their edges."""
import json
import random

TEXTS = ['', ' ', '1', '-1', '-0', '0', '01', '1.', '.5', '1.5', '1e5', '1E+5', '-1.5e-3', '1e400', '-', '+1', 'NaN', '-Infinity', 'Infinity', 'nan', 'true', 'false', 'null', 'True', 'nul', 'tru', '[]', '[1, 2]', '[1,]', '[1 2]', '[', '[1', '[1,', '{}', '{"a": 1}', '{"a":1,}', '{"a" 1}', '{a: 1}', "{'a': 1}", '{"a":}', '{"a": 1', '{"a": 1,', '{"a"', '{', '{"a": 1, "a": 2}', '"abc', '"a\\', '"a\\u12"', '"\\u00e9"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\x"', '"a\tb"', '"\u007f"', '"é東😀"', '[1] x', '{} {}', '\n\n [1,\n 2,\n x]', ' [ 1 , { "a" : [ ] } ] ', '"\\/\\b\\f\\n\\r\\t\\"\\\\"', '123456789012345678901234567890', '9007199254740993', '-9007199254740993', '1.0', '100000000000000000000.0', '0.1', '1e-7', '\ufeff[]', '["😀", x]', '[[[[]]]]', '"\\u0041\\u00"', '{"a": {"b": [1, {"c": null}]}}', '[true, false, null]', '- 1', '1 ', '\t1\r\n', '\v1', '"', '""', '[""]', '{"": ""}', '[1e]', '[1.e5]', '[-]', '[0x10]', '[1_000]', '/* c */ 1']
VALUES = [None, True, False, 0, -1, 2**70, -2**63, 1.0, -0.0, 0.1, 1e16, 1e-5, 1e22, 123456789.123, float('inf'), float('-inf'), float('nan'), '', 'é', '東😀', '\x00\x1f\x7f\x80', '"\\/', '\u2028', [], [[]], {}, {'a': {}}, (1, 2), [1, 'a', None, True, 1.5], {'b': 1, 'a': [1, 2, {'c': 3}]}, {1: 'int', 2.5: 'float', True: 'bool', None: 'none'}, {(1, 2): 3}, {1, 2}, b'bytes', 1 + 2j, [b''], {'k': {1}}, {'z': 1, 'é': 2, 'A': 3}, {2: 'b', 1: 'a'}, {'a': 1, 2: 'b'}]
OPTIONS = [{}, {'indent': 2}, {'indent': 0}, {'indent': '\t'}, {'sort_keys': True}, {'ensure_ascii': False}, {'separators': (',', ':')}, {'indent': 4, 'separators': (';', '='), 'sort_keys': True}, {'skipkeys': True}, {'allow_nan': False}]


def dumps(value, options):
    return json.dumps(value, **options)


def drawn(draw, depth=0):
    kind = draw.randrange(8 if depth < 4 else 6)
    if kind == 0:
        return draw.choice([None, True, False])
    if kind == 1:
        return draw.randrange(-10 ** draw.randrange(1, 25), 10 ** 25)
    if kind in (2, 3):
        return draw.uniform(-1, 1) * 10.0 ** draw.randrange(-30, 30)
    if kind in (4, 5):
        return ''.join(draw.choice('ab"\\/é\n東😀 \x01') for _ in range(draw.randrange(8)))
    if kind == 6:
        return [drawn(draw, depth + 1) for _ in range(draw.randrange(5))]
    return {''.join(draw.choice('abcé') for _ in range(3)): drawn(draw, depth + 1) for _ in range(draw.randrange(5))}


def calls():
    for text in TEXTS:
        yield 'loads', json.loads, [text]
    for text in (b'[1]', b'\xef\xbb\xbf[1]', '[1, "é"]'.encode('utf-16'), '[1]'.encode('utf-32-le'), '["é"]'.encode('utf-16-be'), bytearray(b'{}')):
        yield 'loads', json.loads, [text]
    yield 'loads', json.loads, [1]
    yield 'loads', json.loads, [None]
    for value in VALUES:
        for options in OPTIONS:
            yield 'dumps', dumps, [value, options]
    draw = random.Random(7)
    for _ in range(150):
        value = drawn(draw)
        yield 'dumps', dumps, [value, draw.choice(OPTIONS[:8])]
        yield 'loads', json.loads, [json.dumps(value)]
