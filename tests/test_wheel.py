"""The wheel: built from the sources, installed away from them, it holds all that the program needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from support.section_of_2004 import TOTAL

pytestmark = pytest.mark.slow
REPOSITORY = Path(__file__).resolve().parents[1]
BUILDS_WITH = 77  # the setuptools that the sources need


def done(command: list[str], cwd: Path) -> str:
    """Run a command without this process's packages; return what it prints."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    run = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, check=False)
    assert run.returncode == 0, f"{' '.join(command)}\n{run.stdout}\n{run.stderr}"
    return run.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources; without network when the needed setuptools is here."""
    folder = tmp_path_factory.mktemp("sources")
    for name in ("aspbudget", "models"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copyfile(REPOSITORY / name, folder / name)
    here = int(version("setuptools").split(".")[0]) >= BUILDS_WITH
    options = ["--no-build-isolation"] if here else []
    done([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", *options, "--wheel-dir", "built", "."], folder)
    (built,) = (folder / "built").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in an empty environment: the wheel alone is installed; the libraries it needs are those of here."""
    folder = tmp_path_factory.mktemp("environment")
    done([sys.executable, "-m", "venv", "--without-pip", str(folder)], folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    python = python if python.exists() else scripts / "python"
    done(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            str(wheel),
        ],
        folder,
    )
    packages = done([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip()
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(packages, "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    place = done(
        [str(python), "-c", "import aspbudget, aspbudget.models; print(aspbudget.__file__, aspbudget.models.__file__)"],
        folder,
    )
    assert all(Path(part).is_relative_to(folder) for part in place.split())
    return scripts / "aspbudget"


def sources(folder: Path) -> set[str]:
    """Return every file below a folder, as a path from it, but for what Python leaves there."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def the_wheel_holds_every_file_of_the_sources_and_runs_away_from_them(
    wheel: Path, program: Path, tmp_path: Path
) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    engine, models = (sources(REPOSITORY / name) for name in ("aspbudget", "models"))
    assert held == {f"aspbudget/{name}" for name in engine} | {f"aspbudget/models/{name}" for name in models}
    done([str(program), "new", "2027"], tmp_path)
    assert json.loads(done([str(program), "check", "2027", "--json"], tmp_path))["faults"] == []
    shutil.copytree(REPOSITORY / "inputs" / "2004", tmp_path / "inputs" / "2004", ignore=shutil.ignore_patterns("*Res.7.xlsx"))  # one draft shows what several do
    document = json.loads(done([str(program), "cost", "2004", "--json"], tmp_path))
    assert (document["cycle"], document["total"]) == ("2004", TOTAL)
    assert all((tmp_path / file).is_file() for file in document["files"])
    assert document["checks"]
    assert all(check["different"] == 0 for check in document["checks"])
