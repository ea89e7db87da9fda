"""Keeps the pose library to itself: it reports to its makers how it is used, and what is done here stays here.

MediaPipe (1.2.2; 0.10.21 did not yet) sends figures about its use to play.googleapis.com, from a thread of its own,
and has no switch for it. So before it is loaded the way out is closed twice: its requests go to a proxy on this
machine that isn't there, without so much as a name being looked up, and the list of authorities by which it would
know a server is empty.
"""

import os

NOWHERE = "http://127.0.0.1:9"
"""The port where by convention all is thrown away. Nothing listens there."""
HERE = "localhost,127.0.0.1,::1"
"""Machines that are reached without the proxy, so that nothing else in this process notices."""
NO_AUTHORITIES = os.devnull


def seal() -> None:
    """Close the way out for this process, and for those it starts from now on."""
    for name in ("https_proxy", "HTTPS_PROXY"):
        os.environ[name] = NOWHERE
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = HERE
