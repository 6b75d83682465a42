/** Tests of the worker. */
package io.pituning.worker;
