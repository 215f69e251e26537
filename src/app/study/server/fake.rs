//! A server of members for tests: it answers what it was told to, in that order, and then nothing.

use super::{Answer, Failure, Server};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::ready;
use std::task::{Context, Poll, Waker};

/// A server that answers by a list.
#[derive(Default)]
pub struct Fake {
    answers: RefCell<VecDeque<Result<String, Failure>>>,
    asked: RefCell<Vec<(String, Option<String>)>>,
}

impl Fake {
    /// The next request is answered with this text.
    pub fn answer(&self, text: &str) {
        self.answers.borrow_mut().push_back(Ok(text.to_owned()));
    }

    /// The next request gets no answer, for this reason.
    pub fn refuse(&self, failure: Failure) {
        self.answers.borrow_mut().push_back(Err(failure));
    }

    /// What was asked so far: address and body.
    pub fn asked(&self) -> Vec<(String, Option<String>)> {
        self.asked.borrow().clone()
    }
}

impl Server for Fake {
    fn send(&self, path: &str, body: Option<String>) -> Answer<String> {
        self.asked.borrow_mut().push((path.to_owned(), body));
        Box::pin(ready(self.answers.borrow_mut().pop_front().unwrap_or(Err(Failure::Unreached))))
    }
}

/// An answer that is there already.
pub fn now<T>(mut answer: Answer<T>) -> Result<T, Failure> {
    match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("the answer is still to come"),
    }
}
