"""Where models are found: as the program pith finds them, and in this package."""

from pathlib import Path

from pith import _pith

OWN_MODELS = Path(__file__).resolve().parent / "models"
_opened = {}  # (identity) models that this process has opened


def _own_models():
    return sorted(OWN_MODELS.glob("*.pithm")) if OWN_MODELS.is_dir() else []


def open_model(name):
    """The ModelFile of a name or path; None for None or "none": from empty."""
    if name is None or name == "none":
        return None
    path = _pith.find_model_file(str(name))
    if path is None:
        own = OWN_MODELS / (str(name) if str(name).endswith(".pithm") else f"{name}.pithm")
        if not own.is_file():
            folders = ", ".join([*_pith.model_folders(), str(OWN_MODELS)])
            error = _pith.Error(f"there is no model {name}; looked in {folders}")
            error.code = "model"
            raise error
        path = str(own)
    model = _pith.ModelFile.open(path)
    _opened.setdefault(model.identity, model)
    return model


def model_of_identity(identity):
    """The ModelFile of an identity, which archives and pickles name their model by."""
    if identity in _opened:
        return _opened[identity]
    for path in _own_models():
        model = _pith.ModelFile.open(str(path))
        _opened.setdefault(model.identity, model)
    if identity not in _opened:
        _opened[identity] = _pith.find_model(identity)
    return _opened[identity]
