/** What a system is told that asks how an infographic is framed (oEmbed). */
import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { oembedPaths, oembedResponse } from '../../embed/oembed-documents.ts';

export const getStaticPaths = () => oembedPaths('vi');

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) => oembedResponse(props);
