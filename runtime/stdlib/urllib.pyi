# A package: its modules are urllib.error, urllib.parse and urllib.request.
