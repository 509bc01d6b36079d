"""Wheels for the browser: the students' package and the pure Python packages it needs.

They are built from the installed packages, so that no network is needed and the browser runs the
same versions as the tests. The same files give the same bytes.
"""

from __future__ import annotations

import base64
import io
import sysconfig
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Packages that do not work in a browser, or that JupyterLite provides itself.
NOT_IN_A_BROWSER = frozenset(
    {"filelock", "ipykernel", "jupyterlab", "jupyterlab-widgets", "widgetsnbextension"}
)
LEFT_OUT = ("__pycache__", "tests")
COMPILED = (".so", ".pyd", ".pyc")
EPOCH = (2020, 1, 1, 0, 0, 0)
BROWSER: dict[str, str] = {
    "extra": "",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_system": "Emscripten",
    "sys_platform": "emscripten",
}
# IPython reads this when the kernel starts. Without it, the first plot shows a red box with a
# message that matplotlib is building its font cache.
IPYTHON_CONFIG = """\
import logging

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
"""


@dataclass(frozen=True)
class Wheel:
    """A wheel for any platform.

    Parameters
    ----------
    name, version : str
    content : bytes
    imports : tuple of str
        The top-level modules it contains.
    needs : tuple of str
        The packages it needs, by normalised name.
    """

    name: str
    version: str
    content: bytes
    imports: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """The file name.

        Examples
        --------
        >>> Wheel("typing-extensions", "4.1", b"", (), ()).file_name
        'typing_extensions-4.1-py3-none-any.whl'
        """
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return sha256(self.content).hexdigest()


def students_wheel(
    name: str, version: str, files: Mapping[str, bytes], requirements: Iterable[str]
) -> Wheel:
    """Return the students' package for the browser, without requirements such as JupyterLab.

    Parameters
    ----------
    name, version : str
        Name and version of the package.
    files : mapping of str to bytes
        Its modules and data by path, starting with the package's folder.
    requirements : iterable of str
        The requirements of the package outside the browser.
    """
    needs = tuple(each for each in map(_name_of, requirements) if each not in NOT_IN_A_BROWSER)
    settings = f"{name.replace('-', '_')}-{version}.data/data/etc/ipython/ipython_config.py"
    content = _packed(name, version, {**files, settings: IPYTHON_CONFIG.encode()}, needs)
    folders = {path.partition("/")[0] for path in files}
    return Wheel(canonicalize_name(name), version, content, tuple(sorted(folders)), needs)


def installed_wheel(name: str) -> Wheel:
    """Return an installed package as a wheel with only its Python code.

    Python sources of compiled modules are kept if the package contains them.

    Parameters
    ----------
    name : str
        The name on PyPI.

    Raises
    ------
    importlib.metadata.PackageNotFoundError
        If it is not installed.
    """
    found = distribution(name)
    files = {path.as_posix(): where.read_bytes() for path, where in _python_of(found)}
    needs = tuple(_needs_of(found))
    modules = {path.partition("/")[0].removesuffix(".py") for path in files}
    content = _packed(found.name, found.version, files, needs)
    return Wheel(
        canonicalize_name(found.name), found.version, content, tuple(sorted(modules)), needs
    )


def _python_of(found: Distribution) -> Iterator[tuple[Path, Path]]:
    home = Path(sysconfig.get_path("purelib")).resolve()
    for file in found.files or ():
        path = Path(str(file))
        where = Path(str(found.locate_file(file)))
        ours = where.resolve().is_relative_to(home) and not path.is_absolute()
        dull = any(part in LEFT_OUT or part.endswith(".dist-info") for part in path.parts)
        if ours and not dull and path.suffix not in COMPILED and where.is_file():
            yield path, where


def _needs_of(found: Distribution) -> Iterator[str]:
    for text in found.requires or ():
        one = Requirement(text)
        needed = one.marker is None or one.marker.evaluate(BROWSER)
        if needed and canonicalize_name(one.name) not in NOT_IN_A_BROWSER:
            yield canonicalize_name(one.name)


def _name_of(requirement: str) -> str:
    return canonicalize_name(Requirement(requirement).name)


def _packed(name: str, version: str, files: Mapping[str, bytes], needs: Iterable[str]) -> bytes:
    """Return the bytes of a wheel with newly written metadata."""
    info = f"{name.replace('-', '_')}-{version}.dist-info"
    required = "".join(f"Requires-Dist: {each}\n" for each in needs)
    whole = dict(sorted(files.items()))
    whole[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{required}".encode()
    )
    whole[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: focus-on-customers\nRoot-Is-Purelib: true\n"
        b"Tag: py3-none-any\n"
    )
    rows = [f"{path},{_record_digest(content)},{len(content)}" for path, content in whole.items()]
    whole[f"{info}/RECORD"] = ("\n".join([*rows, f"{info}/RECORD,,"]) + "\n").encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in whole.items():
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()


def _record_digest(content: bytes) -> str:
    code = base64.urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode()
    return f"sha256={code}"
