# A package: its modules are http.client and http.server.
HTTPStatus: Any
