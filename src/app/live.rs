//! Values that screens look at: whoever looks is told of changes.
//!
//! The signals of the reactive system are compiled anew for each type they hold, some 3 KiB each before packing. Here one
//! kind of trigger serves all types, and a value is but a cell that lives as long as the page.

use leptos::prelude::{ArcTrigger, Notify as _, Track as _};
use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;

struct Held {
    /// A `RefCell` of the value.
    cell: &'static dyn Any,
    changed: ArcTrigger,
}

thread_local! {
    static HELD: RefCell<Vec<Held>> = const { RefCell::new(Vec::new()) };
}

/// A handle of one value, which can be copied into every closure.
pub struct Live<T> {
    at: usize,
    kind: PhantomData<fn(T)>,
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

fn hold(cell: &'static dyn Any) -> usize {
    HELD.with_borrow_mut(|held| {
        held.push(Held { cell, changed: ArcTrigger::new() });
        held.len() - 1
    })
}

fn cell(at: usize) -> &'static dyn Any {
    HELD.with_borrow(|held| held[at].cell)
}

fn changed(at: usize) -> ArcTrigger {
    HELD.with_borrow(|held| held[at].changed.clone())
}

impl<T: 'static> Live<T> {
    /// A value that lives as long as the page.
    pub fn new(value: T) -> Self {
        Self { at: hold(Box::leak(Box::new(RefCell::new(value)))), kind: PhantomData }
    }

    fn cell(self) -> &'static RefCell<T> {
        cell(self.at).downcast_ref().expect("a handle is only made with a value of its type")
    }

    /// Whoever asks is told of changes from now on.
    pub fn track(self) {
        changed(self.at).track();
    }

    /// Looks at the value.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(look)
    }

    /// Looks at the value, and is not told of changes.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.cell().borrow())
    }

    /// Changes the value.
    pub fn update<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        let given = self.update_untracked(change);
        changed(self.at).notify();
        given
    }

    /// Changes the value and tells nobody.
    pub fn update_untracked<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        change(&mut self.cell().borrow_mut())
    }

    /// Puts another value in its place.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }
}

impl<T: Clone + 'static> Live<T> {
    /// The value.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value; changes are not told.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}
