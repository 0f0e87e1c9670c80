//! Letters of the product about somebody's account: handed to a school's mail server at once, for an address that is in nobody's
//! preferences. They are no notices: no inbox, digest or quiet hour has to do with them.

use std::collections::BTreeSet;

use kernel::{Grant, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Notices,
    channel::{
        ChannelKind,
        entity::{Column, Entity},
    },
    delivery::mail_server,
    outbound::{
        NotSent,
        mail::{Mail, readable},
    },
    permissions::SendNotices,
};

impl Notices {
    /// Whether this is a mail address.
    pub fn is_mail_address(typed: &str) -> bool {
        readable(typed).is_ok()
    }

    /// The schools that have a mail server in use.
    pub async fn schools_with_mail(&self) -> Result<BTreeSet<Uuid>> {
        let reader = self.db.read(&Grant::<SendNotices>::system("notices", None));
        let servers = Entity::find().filter(Column::Kind.eq(ChannelKind::Smtp.key())).filter(Column::Enabled.eq(true));
        Ok(servers.all(&reader).await?.into_iter().map(|server| server.school_id).collect())
    }

    /// Hands a letter to the mail server of this school.
    ///
    /// # Errors
    /// Of the database; the inner one when no server takes the letter.
    pub async fn letter(&self, school: Uuid, letter: &Mail) -> Result<std::result::Result<(), NotSent>> {
        let found = {
            let reader = self.db.read(&Grant::<SendNotices>::system("notices", Some(school)));
            let servers = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Kind.eq(ChannelKind::Smtp.key()));
            servers.filter(Column::Enabled.eq(true)).one(&reader).await?
        };
        let Some(channel) = found else { return Ok(Err(NotSent("no mail server".into()))) };
        Ok(match mail_server(&channel) {
            Ok(server) => self.out.mail(&server, letter).await,
            Err(why) => Err(why),
        })
    }
}
