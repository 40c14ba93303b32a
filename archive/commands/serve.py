"""Browse the archive: the coverage map, the texts with their evidence, versions compared, a search."""

from __future__ import annotations

import argparse
import errno
import sys

from archive.commands.arguments import add_archive, folder
from archive.errors import ConfigurationError
from archive.opening import open_archive

PORT = 8040


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="where to listen (127.0.0.1: this machine only)",
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"default {PORT}; 0: any free one")
    add_archive(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C. Raises NotFound without an archive, ConfigurationError where it cannot listen."""
    from archive.web.server import SiteServer

    where = folder(args)
    open_archive(where).close()
    try:
        server = SiteServer(args.host, args.port, where)
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        cure = (
            "is something served there already? give another --port"
            if taken
            else "give another --host or --port"
        )
        raise ConfigurationError(f"serve: {args.host}:{args.port}: {error}; {cure}") from error
    print(server.address, flush=True)
    print("Ctrl-C ends it", file=sys.stderr)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0
