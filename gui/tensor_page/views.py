"""The ways to look at the batch, in the order of their tabs: whoever adds one writes it down here."""

from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.directions import DirectionsView
from gui.tensor_page.gates import GatesView
from gui.tensor_page.influence import InfluenceView
from gui.tensor_page.mask_loss import MaskLossView
from gui.tensor_page.samples import SamplesView
from gui.tensor_page.strategies import StrategiesView
from gui.tensor_page.strips import StripsView
from gui.tensor_page.values import ValuesView
from gui.tensor_page.word_map import WordMapView

VIEWS: tuple[type[BatchView], ...] = (
    ValuesView,
    InfluenceView,
    DirectionsView,
    GatesView,
    MaskLossView,
    StripsView,
    SamplesView,
    StrategiesView,
    WordMapView,
)
