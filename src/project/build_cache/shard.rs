//! Parts of a build that are made on several computers.

/// Which part of the letters a build makes: number `k` of `n`, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which.
    pub k: usize,
    /// Of how many.
    pub n: usize,
}

impl Shard {
    /// Whether the letter at this place in the order of all belongs to it.
    pub fn has(self, index: usize) -> bool {
        index % self.n == self.k - 1
    }

    /// The letters of a part, in the order of all, and the others. Without a part, all.
    pub fn divide<T>(part: Option<Self>, all: Vec<T>) -> (Vec<T>, Vec<T>) {
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for (index, letter) in all.into_iter().enumerate() {
            if part.is_none_or(|part| part.has(index)) { own.push(letter) } else { others.push(letter) }
        }
        (own, others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_up_the_whole() {
        let all: Vec<usize> = (0..20).collect();
        assert_eq!(Shard::divide(None, all.clone()), (all.clone(), vec![]));
        for n in 1..5 {
            let parts = (1..=n).map(|k| Shard::divide(Some(Shard { k, n }), all.clone()));
            let mut made = Vec::new();
            for (own, others) in parts {
                assert!(own.is_sorted() && own.len() + others.len() == all.len());
                made.extend(own);
            }
            made.sort_unstable();
            assert_eq!(made, all);
        }
    }
}
