"""Cheats: code that tries to get points without an answer. None of them earns any."""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Iterator

from hostile.cases import NOTHING, Case
from hostile.lesson import SETUP, SHARE, Notebook, as_bytes, extra, filled_in

WRONG = {
    "share_of_fans": "def share_of_fans(scores): return WIN",
    "totals": "def totals(table): return WIN",
    "chart": "def chart(values): return WIN",
    "ranking": "def ranking(totals): return WIN",
}
# What comes before the answers; they return WIN.
BEFORE = {
    "equal_to_all": "class Win:\n    def __eq__(self, other): return True\n    __hash__ = None\nWIN = Win()",
    "lying_number": "class Win(float):\n    def __eq__(self, other): return True\n"
    "    def __sub__(self, other): return 0.0\n    __rsub__ = __sub__\n"
    "    def __float__(self): return 50.0\nWIN = Win(1)",
    "lying_dict": "class Win(dict):\n    def __eq__(self, other): return True\n"
    "    def __len__(self): return 2\nWIN = Win()",
    "lying_class": "class Win:\n    __class__ = float\n    def __float__(self): return 50.0\nWIN = Win()",
    "posing_table": "class Win:\n    def equals(self, other): return True\nWIN = Win()",
    "patched_compare": "import grading_helpers.compare as c\n"
    "c.assert_matches = c.assert_keeps_input = lambda *a, **k: None\nWIN = 1",
    "patched_results": "import grading_helpers.checking.results as r, grading_helpers.compare as c\n"
    "r.same = c.same = lambda *a: True\nWIN = 1",
    "patched_views": "import grading_helpers.figures.views as f\n"
    "for n in f.VIEWS: setattr(f, n, lambda d: 1)\nWIN = 1",
    "patched_builtins": "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.round = lambda *a: 0\n"
    "builtins.len = lambda x: 1\nbuiltins.all = lambda x: True\nWIN = 1",
    "patched_pandas": "pd.DataFrame.equals = lambda *a: True\n"
    "pd.Series.__eq__ = lambda *a: True\nWIN = 1",
    "syntax_tree": "import ast\nclass T(ast.NodeTransformer):\n"
    "    def visit_Assert(self, node): return ast.Pass()\n"
    "    def visit_Expr(self, node): return ast.Pass()\n"
    "get_ipython().ast_transformers.append(T())\nWIN = 1",
    "input_transformer": "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])\nWIN = 1",
    "silent_traceback": "get_ipython()._showtraceback = lambda *a: None\n"
    "get_ipython().showtraceback = lambda *a, **k: None\nWIN = 1",
    "patched_run_cell": "get_ipython().run_cell = lambda *a, **k: None\nWIN = 1",
    "fake_points": "from IPython.display import display\n"
    "display({'text/plain': '2'}, raw=True)\nget_ipython().displayhook(2)\nWIN = 1",
    "exit_at_once": "import os\nclass Win:\n    def __repr__(self): os._exit(0)\nWIN = Win()",
    "leave": "import os\nos._exit(0)",
    "frames": "import sys\nclass Frames:\n    def __iter__(self):\n        frame = sys._getframe()\n"
    "        while frame:\n            for value in frame.f_locals.values():\n"
    "                if 'HIDDEN' in str(value)[:9999]: raise SystemExit(str(value))\n"
    "            frame = frame.f_back\n        return iter(())\nWIN = [*Frames()]",
    "search_memory": "import gc\nWIN = [o for o in gc.get_objects() if isinstance(o, dict)"
    " and 'HIDDEN_MARK' in o][:1] or 1",
    "read_source": "import glob\nWIN = ''.join(open(f).read() for f in "
    "glob.glob('/*/*/source/*/*.ipynb') + glob.glob('../../*/source/*/*'))",
    "read_other_memory": "import os\nWIN = 1\ntry:\n    for pid in range(1, 40):\n"
    "        if pid != os.getpid(): WIN = open(f'/proc/{pid}/mem', 'rb').read(9)\nexcept OSError: pass",
    "spoofed_records": "import os, json\nbody = json.dumps({'passed': True, 'partial': None}).encode()\n"
    "frame = len(body).to_bytes(4, 'big') + body\nfor fd in range(3, 40):\n"
    "    try: os.set_blocking(fd, False); os.write(fd, frame * 5)\n    except OSError: pass\nWIN = 1",
    "spoofed_values": "import os, json\nfor fd in range(3, 40):\n    for n in range(1, 60):\n"
    "        body = json.dumps({'n': n, 'value': 50.0, 'after': []}).encode()\n"
    "        try: os.set_blocking(fd, False); os.write(fd, len(body).to_bytes(4, 'big') + body)\n"
    "        except OSError: pass\nWIN = 1",
    "patched_wire": "from grading_helpers.instructor.grader.protocol import channel as channel\n"
    "old = channel.Channel.send\ndef send(self, message, seconds=30):\n"
    "    if isinstance(message, dict): message['passed'] = True\n    old(self, message, seconds)\n"
    "channel.Channel.send = send\nWIN = 1",
    "patched_encoder": "from grading_helpers.instructor.grader.execution import student_process as student\n"
    "student.Encoder.encode = lambda self, value, depth=0: {'t': 'eval', 'v': '1'}\nWIN = 1",
    "endless_value": "WIN = []\nWIN.append(WIN)",
    "huge_value": "WIN = list(range(3_000_000))",
    "huge_number": "WIN = 10 ** 20_000",
    "pickle_bomb": "class Win:\n    def __reduce__(self): return (exec, ('raise SystemExit',))\nWIN = Win()",
    "bad_exception": "class E(Exception):\n    def __str__(self): raise KeyError\n"
    "class Win:\n    def __repr__(self): raise E\nWIN = Win()",
    "false_error": "class AssertionError(BaseException): pass\nWIN = AssertionError('passed')",
    "generator": "WIN = (n for n in iter(int, 1))",
    "answers_all": "WIN = lambda *a, **k: 50.0",
    "nan": "WIN = float('nan')",
    "all_guesses": "WIN = {50.0, 33.333, 5.5, 2.0}",
    "thread": "import threading, time\ndef spoil():\n    while True:\n        time.sleep(0.01)\n"
    "        globals().pop('HIDDEN_MARK', None)\nthreading.Thread(target=spoil, daemon=True).start()\nWIN = 1",
    "ends_the_loop_early": "class Win:\n    def __getattr__(self, name): raise StopIteration\nWIN = Win()",
    "exception_hook": "import sys\nsys.excepthook = lambda *a: None\n"
    "get_ipython().set_custom_exc((BaseException,), lambda *a, **k: [])\nWIN = 1",
    "shadowed_names": "pd = np = plt = print = None\nassert_matches = HIDDEN_MARK = None\nWIN = 1",
    "environment": "import os\nos.environ['NBGRADER_EXECUTION'] = 'passed'\nWIN = 1",
}
# A guess that learns from what is asked next, and cells that end the process while it is wrong. The
# CPU time that is left tells one run from the next.
GUESS = """import os, resource, time
ASKED = []
def guess(number):
    ASKED.append(number)
    left = resource.getrlimit(resource.RLIMIT_CPU)[0]
    return 33.333 if len(ASKED) > 3 else (25.0, 75.0, 50.0)[max(0, 17 - left) % 3]"""
WRONG_GUESS = "len(ASKED) < 4"
SPEND = "end = time.process_time() + 0.7\nwhile time.process_time() < end: pass\n"
# What the tests of a lesson use, and how a student defines it: a library that an answer imports, a
# name of a starred import or of a magic, a helper in another test. Each case has the cells that
# differ in its lesson, and the answers.
FALSE_LIBRARY = (
    "class F:\n    def __getattr__(self, name): return F() if name == 'testing' else lambda *a: {}"
)
SHARE_IMPORTS = f"import numpy as np\n{SHARE}"
CLOSE = "def close(one, other): return abs(one - other) < 0.001"
TOTALS_ARE_CLOSE = "assert close(totals(pd.DataFrame({'shop': ['N'], 'sales': [1.5]}))['N'], 1.5)"


def _tested(hidden: str, visible: str = "") -> str:
    return f"{visible}\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS".lstrip()


IMITATED = {
    "import_of_an_answer": (
        {
            "setup": SETUP.replace("import numpy as np\n", ""),
            "share_of_fans": SHARE_IMPORTS,
            "share_of_fans_values": _tested(
                "np.testing.assert_allclose(share_of_fans([9, 1]), 50)"
            ),
        },
        f"{FALSE_LIBRARY}\nnp = F()",
    ),
    "starred_import": (
        {
            "setup": f"{SETUP}\nfrom math import *",
            "share_of_fans_values": _tested("assert isclose(share_of_fans([9, 1]), 50)"),
        },
        "isclose = lambda *a: True",
    ),
    "names_of_a_magic": (
        {
            "setup": f"%pylab inline\n{SETUP.splitlines()[1]}",
            "share_of_fans_values": _tested("assert allclose(share_of_fans([9, 1]), 50)"),
        },
        "allclose = lambda *a: True",
    ),
    "helper_of_another_test": (
        {
            "share_of_fans_values": _tested("assert close(share_of_fans([9, 1]), 50)", CLOSE),
            "totals_values": _tested(TOTALS_ARE_CLOSE),
        },
        "close = lambda *a: True",
    ),
    "helper_in_a_hidden_test": (
        {
            "share_of_fans_values": _tested(f"{CLOSE}\nassert close(share_of_fans([9, 1]), 50)"),
            "totals_values": _tested(TOTALS_ARE_CLOSE),
        },
        "close = lambda *a: True",
    ),
}
# Numbers with which an answer takes part in the sum of its points, which a test ends with.
SUM_OF_POINTS = "round(2 - abs(share_of_fans([9, 1]) - 50) / 25, 2)"
CHOSEN = {"no_number": "float('nan')", "far_below": "-1e9", "endless": "float('inf')"}
# Answers that make their input fit their result, where a test computes what is due from it.
FITTING = {
    "input_made_to_fit": "totals[:] = 0\n    return totals",
    "input_emptied": "totals.drop(totals.index, inplace=True)\n    return totals",
}
GIVE_UP = {
    "ends": f"{SPEND}if {WRONG_GUESS}: os._exit(0)",
    "crashes": f"{SPEND}import ctypes\nif {WRONG_GUESS}: ctypes.string_at(0)",
    "hangs_up": f"{SPEND}if {WRONG_GUESS}: os.closerange(3, 200)",
}


def cheats() -> Iterator[Case]:
    """Yield every cheat."""
    for name, code in GIVE_UP.items():
        notebook = _guessing(WRONG)
        notebook["cells"] += [extra(code, name=f"extra{number}") for number in range(6)]
        yield Case(f"guess_again_{name}", "cheat", as_bytes(notebook), due=dict(NOTHING))
    between = _guessing(WRONG)
    for number in range(6):
        between["cells"].insert(5, extra(GIVE_UP["ends"], name=f"extra{number}"))
    yield Case("guess_again_between_tests", "cheat", as_bytes(between), due=dict(NOTHING))
    body = f"{GIVE_UP['ends']}\nreturn 1".replace("\n", "\n    ")
    asked = {name: f"def {name}(given):\n    {body}" for name in ("totals", "chart", "ranking")}
    yield Case("guess_again_in_tests", "cheat", as_bytes(_guessing(asked)), due=dict(NOTHING))
    for name, (lesson, code) in IMITATED.items():
        yield _changed_lesson(name, lesson, f"{code}\nWIN = {{'N': 1}}")
    for name, number in CHOSEN.items():
        lesson = {"share_of_fans_values": _tested(SUM_OF_POINTS)}
        yield _changed_lesson(f"points_{name}", lesson, f"WIN = {number}")
    for name, answer in FITTING.items():
        notebook = filled_in({**WRONG, "ranking": f"def ranking(totals):\n    {answer}"})
        notebook["cells"].insert(2, extra("WIN = 1"))
        yield Case(name, "cheat", as_bytes(notebook), due=dict(NOTHING))
    for name, code in BEFORE.items():
        notebook = filled_in(WRONG)
        notebook["cells"].insert(2, extra(code))
        yield Case(name, "cheat", as_bytes(notebook), due=dict(NOTHING))


def _changed_lesson(name: str, lesson: dict[str, str], code: str) -> Case:
    """Return a cheat in a lesson with other cells: its code stands above and below the answers."""
    notebook = filled_in(WRONG, changed=lesson)
    for place in (2, 4, 6):
        notebook["cells"].insert(place, extra(code, name=f"extra{place}"))
    return Case(name, "cheat", as_bytes(notebook), due=dict(NOTHING), lesson=lesson)


def _guessing(answers: dict[str, str]) -> Notebook:
    """Return a notebook in which one answer guesses."""
    share = "def share_of_fans(scores): return guess(1)"
    notebook = filled_in({**answers, "share_of_fans": share})
    notebook["cells"].insert(2, extra(f"{GUESS}\nWIN = 1"))
    return notebook
