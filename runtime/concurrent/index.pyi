from . import futures as futures
