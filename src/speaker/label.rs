//! How probably a label is right: that its words are a statement which a careful reader would attribute, and that of
//! this speaker. A logistic regression over named features, so that each weight can be read and explained. The model that
//! finds attributions learned from annotators who marked acts, plans and mere mentions too; this one from articles in which
//! only what somebody is reported to have said, thought or wanted is marked. `src/model/README.md` tells how its table is made.

mod content;
mod cue;

use super::{SpeakerKind, Speakers};
use crate::attribution::{Appraiser, Attribution, Kind, Tier};
use crate::block::Label;
use crate::model::named::{Features, weights};
use crate::text::chunk::Chunks;
use crate::text::{Span, Tag, Text};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

weights! {
    /// The weights of the judgement.
    LabelWeights<1>,
    "labels.tsv",
    "Weights of the judgement of labels: feature, weight for a label that is right."
}

impl LabelWeights {
    /// The probability that the label with these features is right.
    pub fn chance(&self, features: &Features) -> f32 {
        self.0.chance(features)
    }

    /// Fits the weights to labels of which is known whether they are right.
    #[cfg(feature = "train")]
    pub fn fit(examples: &[(Features, bool)], penalty: f64) -> LabelWeights {
        let descent = crate::model::named::Descent { steps: 1200, step: 0.3, penalty };
        LabelWeights(crate::model::named::Named::fit_chances(examples, &descent))
    }
}

/// The feature of what is no statement at all, whatever else speaks for it: "has not commented on the case".
pub(super) const SILENT: &str = "silent";

/// Other attributions are looked at only this near, so that the work stays linear.
const NEAR: usize = 6;

/// The features of each attribution with the speakers that `speakers` gives it; none for those that stay open.
pub(super) fn features(text: &str, parsed: &Text, attributions: &[Attribution], speakers: &Speakers) -> Vec<Features> {
    let reader = Reader {
        text,
        parsed,
        attributions,
        speakers,
        heard: heard(attributions, speakers),
        appraiser: Appraiser::new(text, parsed),
        chunks: RefCell::new((usize::MAX, Rc::default())),
    };
    (0..attributions.len())
        .map(|index| if speakers.of.get(index).is_none_or(Vec::is_empty) { Features::new() } else { reader.features(index) })
        .collect()
}

/// For each speaker how many attributions and how many quotations there are.
fn heard(attributions: &[Attribution], speakers: &Speakers) -> Vec<[usize; 2]> {
    let mut out = vec![[0; 2]; speakers.list.len()];
    for (attribution, of) in attributions.iter().zip(&speakers.of) {
        for &id in of {
            out[id][0] += 1;
            out[id][1] += usize::from(attribution.kind == Kind::Direct);
        }
    }
    out
}

struct Reader<'a> {
    text: &'a str,
    parsed: &'a Text,
    attributions: &'a [Attribution],
    speakers: &'a Speakers,
    heard: Vec<[usize; 2]>,
    appraiser: Appraiser<'a>,
    /// The phrases of the sentence that was asked for last, so that a long one is cut once.
    chunks: RefCell<(usize, Rc<Chunks>)>,
}

impl Reader<'_> {
    fn low(&self, token: usize) -> String {
        self.parsed.tokens.get(token).map_or_else(String::new, |t| t.span.of(self.text).to_lowercase().replace('’', "'"))
    }

    fn tag(&self, token: usize) -> Tag {
        self.parsed.tokens.get(token).map_or(Tag::Fw, |t| t.tag)
    }

    fn sentence(&self, token: usize) -> Option<usize> {
        self.parsed.tokens.get(token).map(|t| t.sentence as usize)
    }

    fn bounds(&self, token: usize) -> Range<usize> {
        self.sentence(token).and_then(|s| self.parsed.sentences.get(s)).map_or(token..token, |s| s.tokens.clone())
    }

    fn chunks(&self, sentence: usize) -> Rc<Chunks> {
        let mut last = self.chunks.borrow_mut();
        if last.0 != sentence {
            *last = (sentence, Rc::new(Chunks::of(self.text, self.parsed, sentence)));
        }
        Rc::clone(&last.1)
    }

    fn tokens(&self, spans: &[Span]) -> Vec<usize> {
        spans.iter().flat_map(|s| self.parsed.tokens_in(*s)).collect()
    }

    /// A quotation mark.
    fn is_mark(&self, token: usize) -> bool {
        matches!(self.low(token).as_str(), "“" | "”" | "\"" | "‘" | "«" | "»" | "„" | "''" | "``" | "'")
            && matches!(self.tag(token), Tag::Open | Tag::Close)
    }

    fn features(&self, index: usize) -> Features {
        let mut out: Features = vec![("bias", 1.0)];
        let attribution = &self.attributions[index];
        self.belief(index, attribution, &mut out);
        self.cue(attribution, &mut out);
        self.content(attribution, &mut out);
        self.source(index, attribution, &mut out);
        self.place(attribution, &mut out);
        self.others(index, attribution, &mut out);
        let appraisal = self.appraiser.appraise(&attribution.source, &attribution.cue, &attribution.content);
        out.extend([("appraised astray", appraisal.astray / 2.0), ("appraised a position", appraisal.position / 2.0)]);
        out
    }

    /// What the earlier stages believe.
    fn belief(&self, index: usize, attribution: &Attribution, out: &mut Features) {
        let confidence = attribution.confidence.clamp(0.02, 0.98);
        out.push(("odds", (confidence / (1.0 - confidence)).ln()));
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        let unusual = attribution.kind == Kind::Indirect && attribution.tier == Tier::Attitude;
        add("attitude under 0.6", unusual && confidence < 0.6);
        add("attitude over 0.8", unusual && confidence > 0.8);
        add("under 0.4", confidence < 0.4);
        add("under 0.6", confidence < 0.6);
        add("over 0.8", confidence > 0.8);
        add("over 0.92", confidence > 0.92);
        let link = self.speakers.sure.get(index).map_or(1.0, |sure| sure / attribution.confidence.max(0.01));
        add("speaker doubtful", link < 0.65);
        add("speaker less sure", link < 0.8);
        add("speaker sure", link > 0.94);
        add(
            match (attribution.tier, attribution.kind) {
                (_, Kind::Direct) => "direct",
                (_, Kind::Mixed) => "mixed",
                (Tier::ReportedSpeech, _) => "indirect speech",
                (Tier::Attitude, _) => "indirect attitude",
            },
            true,
        );
    }

    fn source(&self, index: usize, attribution: &Attribution, out: &mut Features) {
        let of = &self.speakers.of[index];
        let source = self.tokens(&attribution.source);
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        let kind = of.first().and_then(|&id| self.speakers.list.get(id)).map(|s| s.kind);
        add(
            match kind {
                Some(SpeakerKind::Person) => "person",
                Some(SpeakerKind::Organisation) => "organisation",
                Some(SpeakerKind::Group) => "group",
                Some(SpeakerKind::Anonymous) => "anonymous",
                _ => "document",
            },
            true,
        );
        let (Some(&first), Some(&last)) = (source.first(), source.last()) else {
            add("no source", true);
            add("no source, cue", !attribution.cue.is_empty());
            return;
        };
        let proper = source.iter().any(|&i| self.tag(i).is_proper());
        let form = match () {
            () if source.len() == 1 && self.tag(first) == Tag::PrpS => "source owner",
            () if source.len() == 1 && self.tag(first).is_pronoun() => "source pronoun",
            () if self.tag(first).is_wh() => "source relative",
            () if proper => "source name",
            () => "source description",
        };
        add(form, true);
        add("source possessive", self.tag(last) == Tag::Pos || self.tag(last + 1) == Tag::Pos);
        add("source of one word", source.len() == 1);
        add("source long", source.len() > 8);
        add("source very long", source.len() > 16);
        add("source with a verb", source.iter().any(|&i| self.tag(i).is_finite()));
        add("source in pieces", attribution.source.len() > 1);
        add("several speakers", of.len() > 1);
        add("source opens the sentence", self.bounds(first).start == first);
        let [count, quotations] = of.first().and_then(|&id| self.heard.get(id)).copied().unwrap_or_default();
        add("heard once", count < 2);
        add("heard often", count > 4);
        add("quoted elsewhere", quotations > usize::from(attribution.kind == Kind::Direct));
        add("never quoted, person", quotations == 0 && kind == Some(SpeakerKind::Person));
        add(
            "source by preposition",
            first.checked_sub(1).is_some_and(|b| matches!(self.tag(b), Tag::In | Tag::To) && self.low(b) != "that"),
        );
        let among = attribution.content.iter().any(|c| attribution.source.iter().any(|s| s.overlaps(*c)));
        add("source within the content", among);
    }

    fn place(&self, attribution: &Attribution, out: &mut Features) {
        let content = self.tokens(&attribution.content);
        let cue = self.tokens(&attribution.cue);
        let at = cue.first().or(content.first()).copied().unwrap_or(0);
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        if self.parsed.tokens.is_empty() {
            return;
        }
        let number = self.parsed.paragraph_of(at.min(self.parsed.tokens.len() - 1));
        let paragraph = &self.parsed.paragraphs[number];
        let last = paragraph.span.of(self.text).trim_end().chars().next_back();
        let heading =
            paragraph.label == Label::Headline || last.is_some_and(|c| !matches!(c, '.' | '!' | '?' | '”' | '"' | '’' | ')' | ':' | '…'));
        let capital = cue.first().is_some_and(|&i| self.parsed.tokens[i].span.of(self.text).starts_with(char::is_uppercase));
        add("cue with a capital", capital && cue.first().is_some_and(|&i| self.bounds(i).start != i));
        add("in a heading", heading);
        add("in a heading, indirect", heading && attribution.kind == Kind::Indirect);
        add("lead", number < 4);
        out.push(("late", at as f32 / self.parsed.tokens.len() as f32));
    }

    /// What other attributions near by say of the same words.
    fn others(&self, index: usize, attribution: &Attribution, out: &mut Features) {
        let size = |a: &Attribution| a.content.iter().map(|s| s.len()).sum::<usize>();
        let common = |a: &Attribution, b: &Attribution| -> usize {
            let overlap = |x: &Span, y: &Span| (x.end.min(y.end)).saturating_sub(x.start.max(y.start)) as usize;
            a.content.iter().flat_map(|x| b.content.iter().map(move |y| overlap(x, y))).sum()
        };
        let holds = |a: &Attribution, parts: &[Span]| !parts.is_empty() && parts.iter().all(|p| a.content.iter().any(|c| c.contains(*p)));
        let own = size(attribution).max(1);
        let around = index.saturating_sub(NEAR)..(index + NEAR + 1).min(self.attributions.len());
        let extent = attribution.extent();
        let (mut rival, mut stronger, mut within, mut inside, mut holding, mut near, mut shared_source) =
            (false, false, false, false, false, false, false);
        for other in around.clone().filter(|&i| i != index) {
            let b = &self.attributions[other];
            let shared = common(attribution, b);
            let much = 2 * shared >= own.max(size(b));
            rival |= much;
            stronger |= much && (b.confidence, index) > (attribution.confidence, other);
            within |= !much && shared * 10 >= own * 9;
            inside |= holds(b, &attribution.cue);
            holding |= holds(attribution, &b.cue);
            near |= b.extent().overlaps(extent);
            shared_source |= !b.source.is_empty() && b.source == attribution.source;
        }
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        add("content taken twice", rival);
        add("content taken by a surer one", stronger);
        add("part of another's content", within);
        add("cue within another's content", inside);
        add("cue within another's content, indirect", inside && attribution.kind == Kind::Indirect);
        add("holds another's cue", holding);
        add("crosses another", near);
        add("source of another too", shared_source);
        let here = |parts: &[Span]| parts.first().and_then(|s| self.sentence(self.parsed.tokens_in(*s).start));
        let sentence = here(&attribution.content);
        let direct = around
            .clone()
            .filter(|&i| i != index)
            .any(|i| here(&self.attributions[i].content) == sentence && self.attributions[i].kind != Kind::Indirect);
        add("a quotation beside it", direct && attribution.kind == Kind::Indirect);
        let speech = around.filter(|&i| self.attributions[i].tier == Tier::ReportedSpeech).count();
        out.push(("speech around", speech as f32 / (2 * NEAR + 1) as f32));
    }
}
