"""
The markers of hooks: `hookimpl` for those who offer something, `hookspec` for the declarations.
"""

from __future__ import annotations

import pluggy

hookspec = pluggy.HookspecMarker("reqcheck")
hookimpl = pluggy.HookimplMarker("reqcheck")
