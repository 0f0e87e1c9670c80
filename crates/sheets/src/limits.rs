//! How much a spreadsheet may be and how much its parser may use. Owns the numbers; never measures anything itself.

/// Largest uploaded file, packed. A ledger of 100 000 rows is about 12 MB as CSV and 9 MB as `.xlsx`.
pub const MAX_FILE_BYTES: u64 = 20 * 1024 * 1024;

/// Largest sum of the sizes a zip directory declares for its entries.
pub const MAX_UNPACKED_BYTES: u64 = 200 * 1024 * 1024;

/// Most entries in the zip directory of an `.xlsx`.
pub const MAX_ZIP_ENTRIES: usize = 1_000;

/// Largest ratio of unpacked to packed size of one entry; entries below [`RATIO_FREE_BYTES`] are not judged.
pub const MAX_UNPACK_RATIO: u64 = 100;

/// Small entries of blanks pack to almost nothing and harm nobody.
pub const RATIO_FREE_BYTES: u64 = 1024 * 1024;

/// Most sheets in a workbook; a school with one sheet per room has about a hundred.
pub const MAX_SHEETS: usize = 500;

/// Most rows that hold anything, over all sheets: 100 000 assets and room for titles, heads, totals and blank forms.
pub const MAX_ROWS: u32 = 101_000;

/// Most columns; a value further right refuses the file, an empty formatted cell does not.
pub const MAX_COLUMNS: u32 = 256;

/// Longest text in one cell, in characters.
pub const MAX_CELL_CHARS: usize = 4_000;

/// Most cells that hold anything, over all sheets: 100 000 rows of 35 columns. The parent keeps what it is told of them.
pub const MAX_CELLS: u64 = 3_500_000;

/// Most text over all cells, in bytes.
pub const MAX_TEXT_BYTES: u64 = 80 * 1024 * 1024;

/// Most merged ranges in one sheet.
pub const MAX_MERGES: usize = 20_000;

/// Address space the parser may map beyond what its process already holds when it starts.
pub const EXTRA_ADDRESS_SPACE: u64 = 384 * 1024 * 1024;

/// Processor time of the parser.
pub const CPU_SECONDS: u64 = 10;

/// Wall time after which the parent kills the parser.
pub const WALL_SECONDS: u64 = 10;

/// Longest line the parent reads from the pipe: a full row of long cells with every character escaped.
pub const MAX_LINE_BYTES: usize = 8 * 1024 * 1024;
