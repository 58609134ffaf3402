"""
Installed plugins are found wherever distributions are, and the library that finds them is imported only then.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, DistributionFinder, PathDistribution
from pathlib import Path
from zipfile import ZipFile

import pytest

from reqcheck.plugins.installed import installed

INFO = "acme-1.0.dist-info"
FILES = {"METADATA": "Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n", "entry_points.txt": "[reqcheck]\nacme = acme_reqcheck\n"}


@pytest.fixture(autouse=True)
def nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Nothing else is installed, and nobody else looks for distributions.
    """
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "meta_path", [each for each in sys.meta_path if isinstance(each, type)])


def in_folder(folder: Path) -> str:
    (folder / INFO).mkdir()
    for name, text in FILES.items():
        (folder / INFO / name).write_text(text)
    return str(folder)


def in_zip(folder: Path) -> str:
    with ZipFile(folder / "all.zip", "w") as file:
        for name, text in FILES.items():
            file.writestr(f"{INFO}/{name}", text)
    return str(folder / "all.zip")


def in_egg(folder: Path) -> str:
    egg = folder / "acme-1.0-py3.11.egg"
    (egg / "EGG-INFO").mkdir(parents=True)
    for name, text in FILES.items():
        (egg / "EGG-INFO" / name.replace("METADATA", "PKG-INFO")).write_text(text)
    return str(egg)


@pytest.mark.parametrize("place", [in_folder, in_zip, in_egg])
def test_a_plugin_is_found_where_it_is_installed(place: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A folder, a zip file and an egg may hold a distribution with a plugin.
    """
    assert callable(place)
    monkeypatch.setattr(sys, "path", [place(tmp_path)])

    assert [("acme", "acme_reqcheck")] == [(each.name, each.value) for each in installed()]


def test_a_plugin_is_found_by_somebody_elses_finder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A finder that knows of distributions elsewhere is asked.
    """
    info = Path(in_folder(tmp_path)) / INFO

    class Finder(DistributionFinder):
        def find_distributions(self, context: object = None) -> Iterator[Distribution]:
            yield PathDistribution(info)

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])

    assert ["acme"] == [each.name for each in installed()]


def test_a_distribution_is_one_however_often_it_is_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A folder that is named twice has its plugins once; what is not there or names no group has none.
    """
    folder = in_folder(tmp_path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "plain.egg-info").write_text("Name: plain\n")
    monkeypatch.setattr(sys, "path", [folder, folder, str(tmp_path / "absent"), str(tmp_path / "other")])
    both = [each.name for each in installed()]
    monkeypatch.setattr(sys, "path", sys.path[2:])

    assert (["acme"], []) == (both, installed())
