/** The same in English. */
import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { oembedPaths, oembedResponse } from '../../../embed/oembed-documents.ts';

export const getStaticPaths = () => oembedPaths('en');

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) => oembedResponse(props);
