-- Why a capture is no article: what soft_404, empty, blocked or failed rest on, as archive.model.exchange.Reason has it.

ALTER TABLE captures ADD COLUMN reason TEXT;
