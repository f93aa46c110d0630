//! Which attributions of a paragraph stand before a quotation. With a look at those near it only, the work stays linear in a paragraph of
//! many quotations.

use super::{Attribution, Kind};
use crate::text::Span;
use std::ops::Range;

/// One that is less probably right takes no quotation that stands by itself.
const SURE: f32 = 0.4;

/// The attributions of an article, sorted by their extents, and those of one paragraph that quote.
pub(super) struct Near {
    /// Where each begins, before it takes anything.
    starts: Vec<u32>,
    /// Where the last of its contents ends, and where it does.
    content: Vec<u32>,
    extent: Vec<u32>,
    here: Range<usize>,
    quoting: Vec<usize>,
}

impl Near {
    pub fn of(found: &[Attribution]) -> Near {
        Near {
            starts: found.iter().map(|a| a.extent().start).collect(),
            content: found.iter().map(|a| a.content.iter().map(|c| c.end).max().unwrap_or(0)).collect(),
            extent: found.iter().map(|a| a.extent().end).collect(),
            here: 0..0,
            quoting: Vec::new(),
        }
    }

    /// Looks at the paragraph from now on whose bytes, up to the next one, are `span`.
    pub fn enter(&mut self, found: &[Attribution], span: Span) {
        let first = self.starts.partition_point(|&start| start < span.start);
        self.here = first..first + self.starts[first..].partition_point(|&start| start < span.end);
        let quotes = |at: &usize| found[*at].kind != Kind::Indirect && found[*at].confidence >= SURE;
        self.quoting = self.here.clone().filter(quotes).collect();
    }

    /// The attribution `at` takes the quotation.
    pub fn take(&mut self, at: usize, quote: Span) {
        self.content[at] = self.content[at].max(quote.end);
        self.extent[at] = self.extent[at].max(quote.end);
    }

    pub fn is_here(&self, at: usize) -> bool {
        self.here.contains(&at)
    }

    /// Who quotes nearest before the quotation, or else first in the paragraph.
    pub fn quoting(&self, quote: Span) -> Option<usize> {
        let before = &self.quoting[..self.quoting.partition_point(|&at| self.starts[at] < quote.start)];
        before.iter().rev().find(|&&at| self.content[at] <= quote.start).or(self.quoting.first()).copied()
    }

    /// Who is heard last before the quotation in its paragraph.
    pub fn heard(&self, quote: Span) -> Option<usize> {
        let before = self.here.start..self.here.start + self.starts[self.here.clone()].partition_point(|&start| start < quote.start);
        before.rev().find(|&at| self.extent[at] <= quote.start)
    }
}
