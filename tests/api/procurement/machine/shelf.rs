//! What lies on the shelves, as the machine counts it: pieces and what they are worth, at the moving average.

use super::money::share;

/// What of one item lies in a store, or is out of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Holding {
    pub halves: i64,
    pub fen: i64,
}

impl Holding {
    pub const fn put(&mut self, more: Self) {
        self.halves += more.halves;
        self.fen += more.fen;
    }

    /// The last half takes what is left of the value. Ask first whether there is enough.
    pub const fn take(&mut self, halves: i64) -> Self {
        let taken = Self { halves, fen: share(self.fen, halves, self.halves) };
        self.halves -= taken.halves;
        self.fen -= taken.fen;
        taken
    }

    /// What was counted lies there from now on: too few are gone at the average, too many cost what the others do.
    pub const fn count(&mut self, counted: i64) {
        let more = counted - self.halves;
        if more < 0 {
            self.take(-more);
        } else if self.halves > 0 {
            let fen = more / self.halves * self.fen + share(self.fen, more % self.halves, self.halves);
            self.put(Self { halves: more, fen });
        } else {
            self.halves = counted;
        }
    }

    /// What of a wish can be given: whole pieces where whole pieces were asked for.
    pub const fn as_far_as_it_goes(&self, wish: i64) -> i64 {
        if self.halves >= wish {
            wish
        } else if wish % 2 == 0 {
            self.halves - self.halves % 2
        } else {
            self.halves
        }
    }
}

#[test]
fn what_is_there_is_worth_its_share_and_the_last_takes_the_rest() {
    let mut three = Holding { halves: 6, fen: 100 };
    assert_eq!([three.take(2).fen, three.take(2).fen, three.take(2).fen], [33, 34, 33]);
    assert_eq!(three, Holding::default());
    three.count(3);
    assert_eq!(three, Holding { halves: 3, fen: 0 });
    let mut many = Holding { halves: 20, fen: 1_000 };
    many.count(25);
    assert_eq!(many, Holding { halves: 25, fen: 1_250 });
    assert_eq!([many.as_far_as_it_goes(25), many.as_far_as_it_goes(26), many.as_far_as_it_goes(27)], [25, 24, 25]);
}
