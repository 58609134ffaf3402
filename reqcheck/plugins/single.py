"""
A plugin that is a single file: its module, or why it cannot be taken.
"""

from __future__ import annotations

import hashlib
import stat
import sys
from pathlib import Path
from types import ModuleType

from reqcheck.loading.files import kind_at
from reqcheck.plugins.checking import Refused


def module_in(file: Path) -> object:
    """
    The module in a single file, under a name of its own; raises `Refused`, and whatever the file itself raises.
    """
    text = _text(file)
    mark = hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:8]
    name = f"reqcheck_plugin_{file.stem.replace('-', '_')}_{mark}"
    module = ModuleType(name)
    module.__file__ = str(file)
    sys.modules[name] = module  # its classes are found there when they are pickled or resolved
    try:
        # compiled afresh: a cached form of a file that was just edited could be an old one
        exec(compile(text, str(file), "exec"), module.__dict__)  # noqa: S102 - a plugin is trusted code
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _text(file: Path) -> bytes:
    """
    What is in the file; raises `Refused` where there is none, or none that can be read.
    """
    try:
        kind = kind_at(file)
        if kind == stat.S_IFREG and file.suffix == ".py":
            return file.read_bytes()
    except OSError as problem:
        msg = f"`{file}` cannot be read: {problem.strerror}"
        raise Refused(msg) from None
    if kind == stat.S_IFDIR:
        msg = f"`{file}` is a folder; name a file in it"
        raise Refused(msg)
    raise Refused(f"there is no file `{file}`" if kind != stat.S_IFREG else f"`{file.name}` is not a Python file")
