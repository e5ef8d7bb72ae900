# A package: its modules are urllib.parse.
