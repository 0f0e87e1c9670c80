//! Tables as text, and workbooks of the old kind.

use super::{Bomb, bomb};
use crate::files::samples;

/// How a compound file of the old kind begins.
const OLE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

pub const ALL: &[fn() -> Bomb] = &[
    || csv("a line of 18 MB", format!("资产名称,数量\n{},1\n", "x".repeat(18 << 20)).into_bytes()),
    || csv("10 000 columns", format!("{}\n{}\n", "名称,".repeat(10_000), "x,".repeat(10_000)).into_bytes()),
    || csv("a quote that never closes", format!("资产名称,数量\n\"{}\n", "x,1\n".repeat(2_000_000)).into_bytes()),
    || csv("5 million empty lines", b"\n".repeat(5_000_000)),
    || csv("3 million short rows", "a,b\n".repeat(3_000_000).into_bytes()),
    || csv("nothing but NUL", vec![0; 1 << 20]),
    || csv("UTF-16 without a mark", "资产名称,数量\n课桌,1\n".encode_utf16().flat_map(u16::to_le_bytes).collect()),
    || csv("half of a GBK character", [b"name,\xd7\xca\xb2\xfa\n".to_vec(), vec![0xd7]].concat()),
    || csv("formulas", "资产名称,数量\n\"=cmd|'/c calc'!A0\",1\n=1+1,1\n@SUM(A1),1\n".as_bytes().to_vec()),
    || csv("numbers beyond numbers", format!("资产名称,数量,单价\n课桌,1e999,{}\n", "9".repeat(1_000_000)).into_bytes()),
    || xls("an old workbook, its head alone", OLE.to_vec()),
    || xls("an old workbook, sectors that go in circles", circle()),
    || xls("an old workbook of noise", noise(1 << 20)),
    || xls("an old workbook with a million sectors said", sectors()),
    || xls("an old workbook with a macro", samples::ole(&["Workbook", "_VBA_PROJECT"])),
    || xls("an old workbook without a stream", samples::ole(&["Nothing"])),
];

fn csv(name: &'static str, bytes: Vec<u8>) -> Bomb {
    bomb(name, "台账.csv", bytes)
}

fn xls(name: &'static str, bytes: Vec<u8>) -> Bomb {
    bomb(name, "台账.xls", bytes)
}

/// Every sector's next is the first.
fn circle() -> Vec<u8> {
    let mut file = samples::ole(&["Workbook"]);
    for entry in file[512..1024].chunks_mut(4) {
        entry.copy_from_slice(&[0; 4]);
    }
    file
}

fn sectors() -> Vec<u8> {
    let mut file = samples::ole(&["Workbook"]);
    file[44..48].copy_from_slice(&1_000_000u32.to_le_bytes());
    file[72..76].copy_from_slice(&1_000_000u32.to_le_bytes());
    file
}

fn noise(length: usize) -> Vec<u8> {
    let mut dice = crate::kill::dice::Dice::new(7);
    let noise = std::iter::repeat_with(|| dice.next().to_le_bytes()).take(length / 8).flatten();
    OLE.into_iter().chain(noise).collect()
}
