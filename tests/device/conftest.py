from tests.web.conftest import client, clock, here, static

__all__ = ["client", "clock", "here", "static"]
