NCS: str
RFC_4122: str
RESERVED_MICROSOFT: str
RESERVED_FUTURE: str
NAMESPACE_DNS: UUID
NAMESPACE_URL: UUID
NAMESPACE_OID: UUID
NAMESPACE_X500: UUID

class UUID:
    int: int
    hex: str
    bytes: bytes
    urn: str
    fields: tuple[int, int, int, int, int, int]
    time_low: int
    time_mid: int
    time_hi_version: int
    clock_seq_hi_variant: int
    clock_seq_low: int
    node: int
    variant: str
    version: int | None
    @options("bytes")
    def __init__(self, hex: str | None = None, bytes: bytes = ..., int: int = ..., version: int = ...) -> None: ...

def getnode() -> int: ...
def uuid1(node: int | None = None, clock_seq: int | None = None) -> UUID: ...
def uuid3(namespace: UUID, name: str) -> UUID: ...
def uuid4() -> UUID: ...
def uuid5(namespace: UUID, name: str) -> UUID: ...
