"""Imported by every CPython that the tests start, and by its spawned children.

Standard output goes out line by line, as on a terminal: with a pipe's block buffering, what a child printed would appear
only at its end, and the order of lines would be the buffers' and not the program's.
"""

import os
import sys

sys.stdout.reconfigure(line_buffering=True)

if os.environ.get("PY2MP_START_METHOD"):
    from multiprocessing import context

    context._default_context._default_context = context._concrete_contexts[os.environ["PY2MP_START_METHOD"]]
