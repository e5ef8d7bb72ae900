Shelf: Any
DbfilenameShelf: Any

def open(filename: Any, flag: str = "c", protocol: int | None = None, writeback: bool = False) -> Any: ...
