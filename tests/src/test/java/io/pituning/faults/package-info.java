/**
 * What holds whatever breaks: the real processes are killed and their files cut off, then started again, and what is guaranteed is
 * looked at as types of their own.
 */
package io.pituning.faults;
