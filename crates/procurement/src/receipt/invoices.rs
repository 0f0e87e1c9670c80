//! The invoices of a receipt: their numbers, each handed in once, and the papers themselves, which hang on the receipt beside the photos of
//! what was refused. The receipt keeps which of its attachments they are.

use files::{Attached, Attaching, attachment};
use kernel::{Result, Tx, audit::Event};
use serde_json::json;
use uuid::Uuid;

use super::{KIND, error::ReceiptError, model::Receipt, service::owner};
use crate::petty::invoice;

/// Numbers of invoices as they are kept.
pub(super) fn numbers_of(written: &[String]) -> std::result::Result<Vec<String>, ReceiptError> {
    let number = |(index, written): (usize, &String)| invoice::number(written).map_err(|_| ReceiptError::NoInvoiceNumber(index));
    written.iter().enumerate().map(number).collect()
}

/// Enters them for the receipt. Each is handed in once.
pub(super) async fn enter(tx: &Tx, receipt: &Receipt, invoice_nos: &[String]) -> Result<()> {
    for (index, number) in invoice_nos.iter().enumerate() {
        if let Some(number) = invoice::put(tx, KIND, receipt.id.0, &receipt.number, number).await? {
            return Err(ReceiptError::InvoiceTwice { index, number }.into());
        }
    }
    Ok(())
}

/// Takes the papers in; the receipt knows them from here on, and is kept by whoever calls.
pub(super) async fn attach(tx: &Tx, receipt: &mut Receipt, upload_ids: &[Uuid]) -> Result<Vec<Attached>> {
    let new = Attaching { upload_ids, kind: None, caption: None, purpose: None, pointer: "/invoice_upload_ids", pass: None };
    let files = attachment::attach_to_all(tx, &[owner(receipt.id)], &new).await?;
    if let Some(index) = invoice::foreign(&files) {
        return Err(ReceiptError::NoInvoiceFile(index).into());
    }
    receipt.invoice_files.extend(files.iter().map(|file| file.row.id));
    Ok(files)
}

/// Says of files in the audit trail that they are there.
pub(super) fn recorded(event: Event, files: &[Attached]) -> Event {
    files.iter().fold(event, |event, file| {
        let kept = json!({ "kind": file.row.kind, "media_type": file.upload.media_type });
        event.created("attachment", file.row.id, &file.upload.file_name, &kept)
    })
}
