//! What a file is, its content says.

use test_support::{Digest, text};

use super::{Register, samples};
use crate::on_both_engines;

on_both_engines! {
    async fn g01_what_is_no_photo_is_415_whatever_it_is_called(engine) {
        let register = Register::open(engine).await;
        let before = Digest::of(&register.school.app.db).await;
        let polyglot = |tail: &[u8]| [&samples::jpeg(20, 20)[..], tail].concat();
        let in_comment = {
            let script = b"<script>alert(1)</script>";
            let length = u16::try_from(script.len() + 2).unwrap().to_be_bytes();
            [&[0xff, 0xd8, 0xff, 0xfe], &length[..], script, &samples::jpeg(20, 20)[2..]].concat()
        };
        let files: Vec<Vec<u8>> = vec![
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec(),
            b"\xef\xbb\xbf \n<?xml version=\"1.0\"?><svg/>".to_vec(),
            b"<!DOCTYPE html><script>alert(1)</script>".to_vec(),
            b"hello <SCRIPT>alert(1)</SCRIPT>".to_vec(),
            b"#!/bin/sh\nrm -rf /\n".to_vec(),
            b"<?php system($_GET['c']); ?>".to_vec(),
            b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(),
            b"GIF89a/*\x01\0*/=1;alert(1)".to_vec(),
            b"RIFF\x24\0\0\0WEBPVP8 ".to_vec(),
            b"BM\x3a\0\0\0\0\0\0\0".to_vec(),
            b"MZ\x90\0\x03\0\0\0".to_vec(),
            b"\x7fELF\x02\x01\x01\0".to_vec(),
            b"\0\0\0\x18ftypheic".to_vec(),
            b"{\\rtf1 x}".to_vec(),
            polyglot(b"<html><body onload=alert(1)>"),
            polyglot(&samples::archive(&["META-INF/MANIFEST.MF", "Evil.class"])),
            in_comment,
            samples::archive(&["a.txt"]),
            samples::archive(&["META-INF/MANIFEST.MF", "xl/workbook.xml"]),
            samples::archive(&["xl/workbook.xml", "xl/vbaProject.bin"]),
            samples::archive(&["xl/workbook.xml", "word/document.xml"]),
            samples::ole(&["WordDocument"]),
            samples::ole(&["Workbook", "WordDocument"]),
            [samples::PDF, &samples::archive(&["x"])].concat(),
            [b"<html>\n", samples::PDF].concat(),
        ];
        for (n, file) in files.iter().enumerate() {
            for (name, media_type) in [("photo.jpg", "image/jpeg"), ("文件.pdf", "application/pdf"), ("x.txt", "text/plain"), ("x", "")] {
                let answer = register.custodian.upload(name, media_type, file.clone()).await;
                assert_eq!(answer.status, 415, "file {n} as {media_type:?}: {}", String::from_utf8_lossy(&answer.bytes));
                answer.expect_problem(415, "unsupported_file");
            }
        }
        // What is taken as a document is still no photo.
        register.custodian.upload("photo.jpg", "image/jpeg", samples::PDF.to_vec()).await.expect_problem(415, "unsupported_file");
        register.custodian.upload("photo.svg", "image/svg+xml", b"plain words".to_vec()).await.expect_problem(415, "unsupported_file");
        before.assert_unchanged(&register.school.app.db, "a file that is not taken").await;
    }
}

on_both_engines! {
    async fn documents_are_told_by_content(engine) {
        let register = Register::open(engine).await;
        let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        // 资产,数量 as Excel in China writes it.
        let gb18030 = b"\xd7\xca\xb2\xfa,\xca\xfd\xc1\xbf\r\n\xd7\xc0\xd7\xd3,3\r\n".to_vec();
        let utf16 = [0xff, 0xfe].into_iter().chain("资产\t数量\n".encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<u8>>();
        for (file, media_type, ending) in [
            (samples::PDF.to_vec(), "application/pdf", "pdf"),
            (samples::archive(&["OFD.xml", "Doc_0/Document.xml"]), "application/ofd", "ofd"),
            (samples::xlsx(), sheet, "xlsx"),
            (samples::archive(&["[Content_Types].xml", "word/document.xml"]), word, "docx"),
            (samples::ole(&["Root Entry", "Workbook"]), "application/vnd.ms-excel", "xls"),
            ("名称,数量\n桌子,3\n".into(), "text/csv", "csv"),
            (gb18030, "text/csv", "csv"),
            (utf16, "text/csv", "csv"),
            ("验收记录：合格。\n".into(), "text/plain", "txt"),
        ] {
            let kept = register.custodian.upload("说明.html", "text/html", file).await.expect(201);
            assert_eq!((text(&kept["media_type"]), text(&kept["file_name"])), (media_type, format!("说明.html.{ending}").as_str()));
        }
    }
}

on_both_engines! {
    /// A PDF that would end its reader is stored and sent as it came: nothing here opens it.
    async fn g17_a_pdf_is_kept_and_sent_untouched(engine) {
        let register = Register::open(engine).await;
        let nested = [b"%PDF-1.7\n1 0 obj ".to_vec(), b"[".repeat(200_000), b"\xff\xfe garbage".to_vec()].concat();
        let upload = register.custodian.upload("深.pdf", "application/pdf", nested.clone()).await.expect(201);
        let attachment = register.attached("document", upload).await;
        let sent = register.custodian.get(&register.content(&attachment)).await;
        assert_eq!(sent.status, 200);
        assert_eq!(sent.bytes, nested);
        assert_eq!(sent.header("content-type"), Some("application/pdf"));
        assert!(sent.header("content-disposition").unwrap().starts_with("attachment; "));
        assert_eq!(sent.header("x-content-type-options"), Some("nosniff"));
        assert!(sent.header("content-security-policy").unwrap().contains("sandbox"));
    }
}
