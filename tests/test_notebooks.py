"""The notebooks: each runs from top to bottom by what the package offers alone, shows what it speaks of, and is saved without outputs."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from jupyter_client import KernelManager
from nbclient import NotebookClient

if TYPE_CHECKING:
    from collections.abc import Iterator

OFFERED = {"aspbudget", "matplotlib.pyplot", "numpy", "pandas"}
NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def kernel() -> Iterator[KernelManager]:
    """The process in which notebooks run, started once."""
    started = KernelManager(kernel_name="python3")
    started.start_kernel(extra_arguments=["--HistoryManager.hist_file=:memory:"], cwd=str(NOTEBOOKS[0].parent))
    yield started
    started.shutdown_kernel(now=True)


def run(notebook: nbformat.NotebookNode, kernel: KernelManager) -> None:
    """Run a notebook as if nothing had run before it: no name that another gave is left."""
    for each in (of_code("%reset -f"), notebook):
        client = NotebookClient(each, km=kernel, timeout=120)
        try:
            client.execute()
        finally:
            client.kc.stop_channels()


def of_code(code: str) -> nbformat.NotebookNode:
    """Return a notebook of one cell."""
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def a_notebook_has_no_name_of_another(kernel: KernelManager) -> None:
    first, second = of_code("import pandas as pd\nheld = 1"), of_code("'pd' in dir() or 'held' in dir()")
    for each in (first, second):
        run(each, kernel)
    assert second.cells[0].outputs[0].data["text/plain"] == "False"


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def a_notebook_runs_from_top_to_bottom(path: Path, kernel: KernelManager) -> None:
    notebook = nbformat.read(path, as_version=4)
    run(notebook, kernel)
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
