//! Use cases on what is of no meal: what the staff were taught, and how satisfied people are.

use campus::term;
use kernel::{Grant, Problem, Reply, Result, Tx, text};
use uuid::Uuid;

use super::{
    content::{Content, OfTerm, Survey, Training},
    dto::{RecordView, SurveyBody, TrainingBody},
    moment::Moment,
    rules,
    service::{Book, REPLACES, Wanted, finish, said, write},
};
use crate::{event, permissions::KeepBook, staff};

impl Book {
    /// What the staff were taught, and who was there.
    pub async fn train(&self, grant: &Grant<KeepBook>, canteen: Uuid, body: TrainingBody) -> Result<Reply<RecordView>> {
        let (tx, canteen) = self.begin(grant, canteen).await?;
        let moment = Moment::of_day(&tx, canteen.school_id, body.happened_at).await?;
        let training = Training {
            topic: text::tidy(&body.topic),
            trainer: text::tidy(&body.trainer),
            hours: body.hours,
            attended: body.attended,
            remark: said(body.remark.as_deref()),
        };
        rules::trained(&training)?;
        let here = staff::repo::of_canteen(&tx, canteen.school_id, canteen.id).await?;
        if let Some(index) = training.attended.iter().position(|id| !here.iter().any(|one| one.id == *id && one.active)) {
            return Err(Problem::reference(format!("/attended/{index}")));
        }
        let content = Content::Training(training);
        let wanted = Wanted { moment, meal: None, content, replaces_id: body.replaces_id, replaces_at: REPLACES.into() };
        let record = write(&tx, &canteen, grant.person()?, wanted).await?;
        finish(grant, tx, &canteen, record, event::TRAINED, Vec::new()).await
    }

    /// How satisfied people are, of the term in which it was counted or that was over by then.
    pub async fn survey(&self, grant: &Grant<KeepBook>, canteen: Uuid, body: SurveyBody) -> Result<Reply<RecordView>> {
        let (tx, canteen) = self.begin(grant, canteen).await?;
        let moment = Moment::of_day(&tx, canteen.school_id, body.happened_at).await?;
        let survey = Survey {
            term: of_term(&tx, canteen.school_id, moment).await?,
            of_whom: body.of_whom,
            asked: body.asked,
            answered: body.answered,
            satisfied: body.satisfied,
            remark: said(body.remark.as_deref()),
            answer: said(body.answer.as_deref()),
        };
        rules::surveyed(&survey)?;
        let content = Content::Survey(survey);
        let wanted = Wanted { moment, meal: None, content, replaces_id: body.replaces_id, replaces_at: REPLACES.into() };
        let record = write(&tx, &canteen, grant.person()?, wanted).await?;
        finish(grant, tx, &canteen, record, event::SURVEYED, Vec::new()).await
    }
}

/// The last term that had begun on that day.
async fn of_term(tx: &Tx, school: Uuid, moment: Moment) -> Result<Option<OfTerm>> {
    let terms = term::all(tx, school).await?;
    let term = terms.into_iter().rev().find(|term| term.starts_on <= moment.day);
    Ok(term.map(|term| OfTerm { school_year: term.school_year, season: term.season() }))
}
