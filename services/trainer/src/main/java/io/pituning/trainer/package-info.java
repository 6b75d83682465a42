/** The trainer: reads task registrations, trains an expert for each, writes trained experts. */
package io.pituning.trainer;
