"""
The markers of hooks, `hookimpl` for those who offer something, `hookspec` for the declarations; and who finds them.
"""

from __future__ import annotations

import pluggy

hookspec = pluggy.HookspecMarker("reqcheck")
hookimpl = pluggy.HookimplMarker("reqcheck")


class HookManager(pluggy.PluginManager):
    """
    Looks for hooks under the names that hooks have, and not under every name of a module, which takes long.
    """

    def __init__(self) -> None:
        super().__init__("reqcheck")

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        """
        What the marker of a hook says; None where there is none.
        """
        return super().parse_hookimpl_opts(plugin, name) if name.startswith("reqcheck_") else None
