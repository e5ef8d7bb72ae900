DEFLATED: int
DEF_BUF_SIZE: int
DEF_MEM_LEVEL: int
MAX_WBITS: int
Z_NO_COMPRESSION: int
Z_BEST_SPEED: int
Z_BEST_COMPRESSION: int
Z_DEFAULT_COMPRESSION: int
Z_DEFAULT_STRATEGY: int
Z_FILTERED: int
Z_HUFFMAN_ONLY: int
Z_RLE: int
Z_FIXED: int
Z_NO_FLUSH: int
Z_PARTIAL_FLUSH: int
Z_SYNC_FLUSH: int
Z_FULL_FLUSH: int
Z_FINISH: int
Z_BLOCK: int
Z_TREES: int
ZLIB_VERSION: str
ZLIB_RUNTIME_VERSION: str

class error(Exception): ...

class _Compress:
    def compress(self, data: Any, /) -> bytes: ...
    def flush(self, mode: int = 4, /) -> bytes: ...

class _Decompress:
    eof: bool
    unused_data: bytes
    unconsumed_tail: bytes
    def decompress(self, data: Any, /, max_length: int = 0) -> bytes: ...
    def flush(self, length: int = ..., /) -> bytes: ...

def compress(data: Any, /, level: int = -1, wbits: int = 15) -> bytes: ...
def decompress(data: Any, /, wbits: int = 15, bufsize: int = 16384) -> bytes: ...
def compressobj(level: int = -1, method: int = 8, wbits: int = 15, memLevel: int = 8, strategy: int = 0, zdict: Any = None) -> _Compress: ...
def decompressobj(wbits: int = 15, zdict: Any = None) -> _Decompress: ...
def crc32(data: Any, value: int = 0, /) -> SmallInt: ...
def adler32(data: Any, value: int = 1, /) -> SmallInt: ...
