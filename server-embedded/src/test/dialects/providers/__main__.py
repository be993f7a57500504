"""python3 -m providers [PORT]: serves until it is stopped, and prints its address."""

import sys

from .server import serve

with serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0) as url:
    print(url, flush=True)
    try:
        sys.stdin.read()
    except KeyboardInterrupt:
        pass
