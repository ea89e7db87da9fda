from tests.web.conftest import client, clock, here, served, static

__all__ = ["client", "clock", "here", "served", "static"]
