from tests.intake.conftest import bring, province

__all__ = ["bring", "province"]  # fixtures
