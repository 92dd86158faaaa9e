"""The notebooks: each runs from top to bottom by what the package offers alone, shows what it speaks of, and is saved without outputs."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

OFFERED = {"aspbudget", "matplotlib.pyplot", "numpy", "pandas"}
NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def a_notebook_runs_from_top_to_bottom(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(cells) >= 4
    shown = [output.data for cell in cells for output in cell.outputs]
    assert all("text/html" in data or "image/png" in data for data in shown)
    assert len(shown) == len(cells)
    assert any("image/png" in data for data in shown)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def a_notebook_uses_what_the_package_offers_and_no_module_of_it(path: Path) -> None:
    code = "\n".join(cell.source.rstrip(";") for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    nodes = [*ast.walk(ast.parse(code))]
    assert {node.module for node in nodes if isinstance(node, ast.ImportFrom)} <= OFFERED
    assert {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names} <= OFFERED


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def a_notebook_is_saved_without_outputs(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert not [cell for cell in cells if cell.outputs or cell.execution_count]


def there_are_few_notebooks_and_they_are_numbered() -> None:
    assert [path.name[:3] for path in NOTEBOOKS] == [f"{place:02d}_" for place in range(1, len(NOTEBOOKS) + 1)]
