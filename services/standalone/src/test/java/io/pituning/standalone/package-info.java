/** Tests of the embedded broker and of starting and stopping the whole. */
package io.pituning.standalone;
