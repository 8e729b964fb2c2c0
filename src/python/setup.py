"""Builds the extension with the CMake of the checkout that this folder lies in, and takes its models along."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOT = Path(__file__).resolve().parents[2]


def version():
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"^project\(pith VERSION ([0-9.]+)", text, re.MULTILINE).group(1)


class CMakeBuild(build_ext):
    """PITH_BUILD names a folder to build in, which then is kept; without, it is one of setuptools'."""

    def build_extension(self, ext):
        import pybind11

        build = Path(os.environ.get("PITH_BUILD") or Path(self.build_temp).resolve() / "cmake")
        configure = ["cmake", "-S", ROOT, "-B", build, "-DCMAKE_BUILD_TYPE=Release", "-DPITH_BUILD_CLI=OFF",
                     "-DPITH_BUILD_TESTS=OFF", "-DPITH_BUILD_PYTHON=ON", f"-DPython_EXECUTABLE={sys.executable}",
                     f"-Dpybind11_DIR={pybind11.get_cmake_dir()}"]
        if shutil.which("ninja"):
            configure += ["-G", "Ninja"]
        subprocess.run(configure, check=True)
        subprocess.run(["cmake", "--build", build, "--target", "pith_python", "--parallel",
                        os.environ.get("PITH_JOBS", str(os.cpu_count()))], check=True)
        target = Path(self.get_ext_fullpath(ext.name)).resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(build / "python" / "pith" / target.name, target)
        models = target.parent / "models"
        models.mkdir(exist_ok=True)
        for model in (ROOT / "models").glob("*.pithm"):
            shutil.copy(model, models)


setup(version=version(), ext_modules=[Extension("pith._pith", sources=[])], cmdclass={"build_ext": CMakeBuild})
