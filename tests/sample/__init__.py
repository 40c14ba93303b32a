"""Invented governments' portals on loopback, for the tests and for `make sample`."""
