"""A line that only concerns display or set-up never takes the rest of its cell along."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from grading_helpers.instructor.grader.execution.fork_server import ForkServer
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.sandbox.limits import Limits

pytestmark = pytest.mark.integration

NUMBERS = count(1)


@pytest.fixture(scope="module")
def session(fork_server: ForkServer) -> Iterator[Session]:
    with Session(fork_server, Limits(notebook_wall=900, notebook_cpu=200), {}) as session:
        yield session


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib widget",
        "%matplotlib qt",
        "%matplotlib notebook",
        "%pylab tk",
        "%conda install -y seaborn",
        "%pip install seaborn==0.1",
        "!pip install seaborn",
        "!{sys.executable} -m pip install seaborn",
        "%load_ext nb_black",
        "%load_ext autoreload\n%autoreload 2",
        "%config InlineBackend.figure_format = 'retina'",
        "%tensorflow_version 2.x",
        "%%heat",
        "from google.colab import drive\ndrive.mount('/content/drive')",
        "from google.colab import files\nfor name in files.upload(): print(name)",
        "import google.colab.output as o\no.enable_custom_widget_manager()",
        "import piplite\nawait piplite.install('seaborn')",
        "import js, pyodide_js\nawait pyodide_js.loadPackage('seaborn')",
        "from pyodide.http import open_url",
        "import winsound\nwinsound.Beep(440, 100)",
        "import locale\nlocale.setlocale(locale.LC_ALL, 'xx_XX.UTF-8')",
        "import os\nos.chdir('/content/drive/MyDrive')",
        "import logging\nlogging.basicConfig(filename='/var/log/mine.log')",
        "from matplotlib import font_manager\nfont_manager.fontManager.addfont('C:/arial.ttf')",
        "import matplotlib\nmatplotlib.use('TkAgg')",
        "import matplotlib.pyplot as plt\nplt.switch_backend('Qt5Agg')",
        "import matplotlib.pyplot as plt\nplt.style.use('seaborn-whitegrid')",
        "import pandas as pd\npd.options.plotting.backend = 'hvplot'",
        "import pandas as pd\npd.set_option('plotting.backend', 'plotly')",
        "import pandas as pd\npd.set_option('display.mpl_style', 'default')",
        "import pandas as pd\npd.options.display.mpl_style = 'default'",
        "import matplotlib.pyplot as plt\nplt.rcParams['savefig.frameon'] = False",
        "import matplotlib.pyplot as plt\nplt.rcParams.update({'text.latex.unicode': True})",
        "import matplotlib as mpl\nmpl.rc('figure', retina=True)",
        "from IPython.display import set_matplotlib_formats\nset_matplotlib_formats('svg')",
    ],
)
def test_the_rest_of_the_cell_runs_and_the_line_is_named(session: Session, line: str) -> None:
    number = next(NUMBERS)
    source = f"{line}\nimport sys\ndef answer(): return {number}"
    if "sys." in line:
        session.run("import sys")
    outputs = str(session.run(source))
    assert "'error'" not in outputs
    assert "Left out while grading" in outputs
    assert str(number) in str(session.run("print('=', answer())"))


def test_what_is_so_anyway_is_not_named(session: Session) -> None:
    source = "%matplotlib inline\nfrom IPython.core.display import display, HTML\nplots = 1"
    assert "Left out" not in str(session.run(source))


def test_settings_that_exist_are_obeyed_although_another_is_unknown(session: Session) -> None:
    source = (
        "import pandas as pd\nimport matplotlib.pyplot as plt\n"
        "plt.rcParams.update({'no.such': 1, 'lines.linewidth': 7.5})\n"
        "pd.set_option('display.precision', 3)\npd.options.display.max_rows = 17\n"
        "print(plt.rcParams['lines.linewidth'], pd.get_option('display.precision'))\n"
        "print(pd.options.display.max_rows)\n"
        "plt.rcdefaults(); pd.reset_option('display.precision'); pd.options.display.max_rows = 60"
    )
    outputs = str(session.run(source))
    assert "7.5 3" in outputs
    assert "17" in outputs
    assert "no.such" in outputs
    assert "pd." not in outputs


def test_figures_are_drawn_inline_all_the_same(session: Session) -> None:
    source = "import matplotlib.pyplot as plt\n%matplotlib qt\nplt.plot([1, 2])\nplt.show()"
    assert "image/png" in str(session.run(source))


def test_such_a_line_is_obeyed_where_it_can_be(session: Session) -> None:
    source = (
        "import locale, os\nos.makedirs('own', exist_ok=True)\nos.chdir('own')\n"
        "print(os.path.basename(os.getcwd()), locale.setlocale(locale.LC_ALL, 'C'))\n"
        "os.chdir('..')"
    )
    outputs = str(session.run(source))
    assert "own C" in outputs
    assert "Left out while grading" not in outputs


def test_a_missing_library_or_a_wrong_command_is_still_an_error(session: Session) -> None:
    assert "ModuleNotFoundError" in str(session.run("import plotly_x"))
    assert "ZeroDivisionError" in str(session.run("%time 1 / 0"))
