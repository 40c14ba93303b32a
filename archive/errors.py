"""Every error that Fazhi raises on purpose.

FazhiError
├── ConfigurationError      a setting, argument or registry row is wrong         exit 16
├── ArchiveError
│   ├── ArchiveLocked       another harvest holds the archive                    exit 14
│   ├── ArchiveDamaged      catalog and WARC do not agree, or a digest is wrong  exit 15
│   ├── NoSpace             less free disk than the floor                        exit 13
│   └── SchemaMismatch      the catalog was made by another version              exit 15
└── NotFound                a report, version or capture that is not there       exit 2
"""

from __future__ import annotations


class FazhiError(Exception):
    """Root of the hierarchy. The message says what, where, and what to do."""

    exit_code = 1


class ConfigurationError(FazhiError):
    """A setting, an argument or a registry row is wrong."""

    exit_code = 16


class ArchiveError(FazhiError):
    """Something about the archive as a whole."""

    exit_code = 15


class ArchiveLocked(ArchiveError):
    """Another harvest holds the archive."""

    exit_code = 14


class ArchiveDamaged(ArchiveError):
    """Catalog and WARC do not agree, or a stored digest is wrong."""


class NoSpace(ArchiveError):
    """Less free disk than FAZHI_MIN_FREE_BYTES."""

    exit_code = 13


class SchemaMismatch(ArchiveError):
    """The catalog was written by another version of Fazhi."""


class NotFound(FazhiError):
    """No such report, version or capture."""

    exit_code = 2
